import type { Parameter } from '../parameters.ts'
import type { SampleSite } from '../sample-site.ts'
import { asName } from '../sample-site.ts'

export const release = '4.5.6 (Build: 20250811)'
const version = '2024100706'

const features = [
  'usecomments',
  'usetags',
  'enablenotes',
  'messaging',
  'enableblogs',
  'enablecompletion',
  'enablebadges',
  'messagingallusers',
  'enablecustomreports',
  'enableglobalsearch',
  'mnet_dispatcher_mode',
  'enablecompetencies',
]

export const siteInfoParameters: Record<string, Parameter> = {
  serviceshortnames: { kind: 'list', of: { kind: 'text' }, optional: true },
}

/** core_webservice_get_site_info */
export function siteInfo(site: SampleSite, functionNames: readonly string[]): object {
  const { teacher, wwwroot } = site
  return {
    sitename: 'Sample Observatory Moodle',
    username: teacher.username,
    firstname: teacher.firstName,
    lastname: teacher.lastName,
    fullname: `${teacher.firstName} ${teacher.lastName}`,
    lang: 'en',
    userid: teacher.id,
    siteurl: wwwroot,
    userpictureurl: `${wwwroot}/theme/image.php/boost/core/1790000000/u/f1`,
    functions: functionNames.map((name) => ({ name, version })),
    downloadfiles: 1,
    uploadfiles: 1,
    release,
    version,
    mobilecssurl: '',
    advancedfeatures: features.map((name) => ({
      name,
      value: name.startsWith('mnet') || name.endsWith('all') ? 0 : 1,
    })),
    usercanmanageownfiles: true,
    userquota: 104_857_600,
    usermaxuploadfilesize: 268_435_456,
    userhomepage: 1,
    userprivateaccesskey: '0'.repeat(32),
    siteid: 1,
    sitecalendartype: 'gregorian',
    usercalendartype: 'gregorian',
    userissiteadmin: false,
    theme: 'boost',
    limitconcurrentlogins: 0,
    policyagreed: 0,
  }
}

/** tool_mobile_get_public_config */
export function publicConfig(wwwroot: string): object {
  return {
    wwwroot,
    httpswwwroot: wwwroot,
    sitename: asName('Sample Observatory Moodle'),
    guestlogin: 0,
    rememberusername: 2,
    authloginviaemail: 0,
    registerauth: '',
    forgottenpasswordurl: '',
    authinstructions: '',
    authnoneenabled: 0,
    enablewebservices: 1,
    enablemobilewebservice: 1,
    maintenanceenabled: 0,
    maintenancemessage: '',
    typeoflogin: 1,
    launchurl: `${wwwroot}/admin/tool/mobile/launch.php`,
    mobilecssurl: '',
    tool_mobile_disabledfeatures: '',
    country: '0',
    agedigitalconsentverification: false,
    supportpage: '',
    supportavailability: 1,
    autolang: 1,
    lang: 'en',
    langmenu: 1,
    langlist: '',
    locale: '',
    tool_mobile_minimumversion: '',
    tool_mobile_iosappid: '',
    tool_mobile_androidappid: '',
    tool_mobile_setuplink: '',
    tool_mobile_qrcodetype: 1,
    warnings: [],
    showloginform: 1,
  }
}
