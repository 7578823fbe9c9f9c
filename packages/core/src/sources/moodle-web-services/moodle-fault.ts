import { ArchivingError, type ErrorCode } from '../../errors/index.ts'

/** An error as Moodle tells it, with status 200: `{exception, errorcode, message}`, or `{error, errorcode}` of files and sign-in. */
export interface MoodleFault {
  /** Moodle's `errorcode`; the class names in `exception` differ between versions. */
  readonly errorCode: string
  readonly message: string
}

/** The fault in a parsed answer, or undefined if it is not one. */
export function findFault(answer: unknown): MoodleFault | undefined {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return undefined
  const { exception, errorcode, error, message } = answer as Readonly<Record<string, unknown>>
  const isFault = typeof errorcode === 'string' || typeof exception === 'string' || typeof error === 'string'
  if (!isFault) return undefined
  const text = typeof message === 'string' ? message : typeof error === 'string' ? error : ''
  return { errorCode: typeof errorcode === 'string' ? errorcode : '', message: text }
}

interface FaultMeaning {
  readonly code: ErrorCode
  readonly message: string
  readonly german: string
}

const signInAgain: FaultMeaning = {
  code: 'source_unauthenticated',
  message:
    'The site does not accept this sign-in: the token is wrong, or has ended. Sign in again, or make a new token.',
  german:
    'Die Website nimmt diese Anmeldung nicht an: Der Schlüssel ist falsch oder abgelaufen. Melden Sie sich neu an, oder erzeugen Sie einen neuen Schlüssel.',
}
const accountBlocked: FaultMeaning = {
  code: 'source_unauthenticated',
  message:
    'The site refuses this account: it is suspended, unconfirmed or expired. Ask the administrators of the site.',
  german:
    'Die Website lässt dieses Konto nicht zu: Es ist gesperrt, nicht bestätigt oder abgelaufen. Wenden Sie sich an die Administration der Website.',
}
const wrongPassword: FaultMeaning = {
  code: 'source_unauthenticated',
  message:
    'The site does not accept this user name and password. If you sign in with your browser there, do so here too.',
  german:
    'Die Website nimmt diesen Anmeldenamen mit diesem Kennwort nicht an. Melden Sie sich dort sonst im Browser an, dann tun Sie es auch hier.',
}
const visitTheSite: FaultMeaning = {
  code: 'source_denied',
  message:
    'The site wants something from you first, such as a new password or consent to a policy. Open it in your browser.',
  german:
    'Die Website will zuerst etwas von Ihnen, etwa ein neues Kennwort oder die Zustimmung zu einer Richtlinie. Öffnen Sie sie in Ihrem Browser.',
}
const noAccess: FaultMeaning = {
  code: 'source_denied',
  message:
    'Your account may not read this on the site. Ask a teacher of the course or the administrators for the right.',
  german:
    'Ihr Konto darf das auf der Website nicht lesen. Bitten Sie die Lehrenden des Kurses oder die Administration der Website um das Recht.',
}
const noCourse: FaultMeaning = {
  code: 'source_denied',
  message:
    'Your account cannot enter this course. You may not be enrolled, or the site wants something from you first, such as a new password or consent to a policy: open the course in your browser.',
  german:
    'Ihr Konto kann diesen Kurs nicht betreten. Vielleicht sind Sie nicht eingeschrieben, oder die Website will zuerst etwas von Ihnen, etwa ein neues Kennwort oder die Zustimmung zu einer Richtlinie: Öffnen Sie den Kurs in Ihrem Browser.',
}
const serviceOff: FaultMeaning = {
  code: 'source_denied',
  message:
    'The site does not let programs read it: its web services, its mobile service or your right to them are off, or it only takes certain addresses. Ask the administrators of the site.',
  german:
    'Die Website lässt sich nicht von Programmen lesen: Ihre Webservices, ihr mobiler Dienst oder Ihr Recht darauf sind abgeschaltet, oder sie lässt nur bestimmte Adressen zu. Wenden Sie sich an die Administration der Website.',
}
const gone: FaultMeaning = {
  code: 'source_missing',
  message: 'The site no longer has what was asked for.',
  german: 'Auf der Website gibt es das Gesuchte nicht mehr.',
}
const closed: FaultMeaning = {
  code: 'source_unavailable',
  message: 'The site is undergoing maintenance. Try again later.',
  german: 'Die Website wird gerade gewartet. Versuchen Sie es später erneut.',
}
const databaseTrouble: FaultMeaning = {
  code: 'source_unavailable',
  message: 'The database of the site has trouble. Try again later.',
  german: 'Die Datenbank der Website hat Schwierigkeiten. Versuchen Sie es später erneut.',
}
const notUnderstood: FaultMeaning = {
  code: 'source_unexpected',
  message: 'The site did not accept the form of a question. Its version of Moodle may not be supported.',
  german:
    'Die Website hat die Form einer Frage nicht angenommen. Möglicherweise wird ihre Moodle-Version nicht unterstützt.',
}

const meanings: Readonly<Record<string, FaultMeaning>> = {
  invalidtoken: signInAgain,
  invalidtimedtoken: signInAgain,
  sessiontimeout: signInAgain,
  wsaccessusersuspended: accountBlocked,
  wsaccessuserdeleted: accountBlocked,
  wsaccessuserunconfirmed: accountBlocked,
  wsaccessuserexpired: accountBlocked,
  wsaccessusernologin: accountBlocked,
  usernotconfirmed: accountBlocked,
  invalidlogin: wrongPassword,
  passwordisexpired: visitTheSite,
  forcepasswordchangenotice: visitTheSite,
  mustchangepassword: visitTheSite,
  restoredaccountresetpassword: visitTheSite,
  sitepolicynotagreed: visitTheSite,
  usernotfullysetup: visitTheSite,
  errorcoursecontextnotvalid: noCourse,
  requireloginerror: noCourse,
  notenrolled: noCourse,
  coursehidden: noCourse,
  nopermissions: noAccess,
  nopermission: noAccess,
  nopermissiontoshow: noAccess,
  noreviewattempt: noAccess,
  notyourattempt: noAccess,
  notingroup: noAccess,
  noviewquiz: noAccess,
  noviewdiscussionspermission: noAccess,
  cannotaccess: noAccess,
  usernotincourse: noAccess,
  activityiscurrentlyhidden: noAccess,
  accessexception: serviceOff,
  servicenotavailable: serviceOff,
  enablewsdescription: serviceOff,
  servicerequireslogin: serviceOff,
  cannotcreatetoken: serviceOff,
  invalidrecord: gone,
  invalidrecordunknown: gone,
  invaliduser: gone,
  invaliduserid: gone,
  invalidcourseid: gone,
  invalidcoursemodule: gone,
  invalidcoursemoduleid: gone,
  attempterror: gone,
  filenotfound: gone,
  sitemaintenance: closed,
  upgraderunning: closed,
  dbconnectionfailed: databaseTrouble,
  dmlreadexception: databaseTrouble,
  dmlwriteexception: databaseTrouble,
  dmltransactionexception: databaseTrouble,
  locktimeout: databaseTrouble,
  ex_unabletolock: databaseTrouble,
  invalidparameter: notUnderstood,
  missingparam: notUnderstood,
  invalidresponse: notUnderstood,
}

const unknownFault: FaultMeaning = {
  code: 'source_unexpected',
  message: 'The site answered with an error that Muniment does not know.',
  german: 'Die Website hat mit einem Fehler geantwortet, den Muniment nicht kennt.',
}

/**
 * The error for a fault of Moodle. Codes with a variable part (`cannotviewreport`…) that are not in the table become
 * `source_unexpected` with Moodle's code in `details`. Moodle's own message may name people: it is only in the cause.
 */
export function toFaultError(fault: MoodleFault, webServiceFunction: string): ArchivingError {
  const known = Object.hasOwn(meanings, fault.errorCode) ? meanings[fault.errorCode] : undefined
  const meaning = known ?? unknownFault
  return new ArchivingError(meaning.code, meaning.message, {
    cause: new Error(`Moodle: ${fault.errorCode}: ${fault.message}`),
    details: { function: webServiceFunction, moodleErrorCode: fault.errorCode },
    german: meaning.german,
  })
}

/** Whether an error came from Moodle with this `errorcode`. */
export function hasFaultCode(error: unknown, errorCode: string): boolean {
  return error instanceof ArchivingError && error.details['moodleErrorCode'] === errorCode
}

/**
 * Whether Moodle itself said no to one question, with whatever code, while others may be answered: not when it cannot be
 * reached, is busy or does not know us, and not when its answer could not be understood.
 */
export function isRefusal(error: unknown): error is ArchivingError {
  if (!(error instanceof ArchivingError) || typeof error.details['moodleErrorCode'] !== 'string') return false
  return ['source_denied', 'source_missing', 'source_unexpected'].includes(error.code)
}
