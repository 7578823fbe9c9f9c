import type { Configuration } from 'electron-builder'
import { keptFiles, unpackedFiles } from './package-files.ts'

export interface BuilderConfigurationOptions {
  /** Folder of the installers. */
  readonly output: string
  /** Folder of this file's neighbours: icons and entitlements. */
  readonly resources: string
  readonly electronVersion: string
  /** An Electron that lies on this computer; downloaded unless given. */
  readonly electronDist?: string | undefined
  /** Folder on the network where new versions are looked for. Without one the app looks nowhere. */
  readonly updateAddress?: string | undefined
  /** `latest`, `beta` or `alpha`: which new versions an app is told of. */
  readonly updateChannel?: string | undefined
  /** Page about the app, which Debian packages name. */
  readonly homepage?: string | undefined
  /** Whether Apple is asked to notarize; needs `APPLE_API_KEY`, `APPLE_API_KEY_ID` and `APPLE_API_ISSUER`. */
  readonly notarizes?: boolean
}

/**
 * How electron-builder packs the app: AppImage and deb, dmg, and nsis. Programs are signed where electron-builder finds a
 * certificate (`CSC_LINK` and `CSC_KEY_PASSWORD`, on Windows `WIN_CSC_LINK` and `WIN_CSC_KEY_PASSWORD`).
 */
export function builderConfiguration(options: BuilderConfigurationOptions): Configuration {
  const {
    output,
    resources,
    electronVersion,
    electronDist,
    updateAddress,
    updateChannel = 'latest',
    homepage,
    notarizes = false,
  } = options
  return {
    appId: 'org.muniment.desktop',
    productName: 'Muniment',
    copyright: 'Apache-2.0',
    directories: { output, buildResources: resources },
    artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
    ...(homepage !== undefined && { extraMetadata: { homepage } }),
    files: [...keptFiles],
    asar: true,
    asarUnpack: [...unpackedFiles],
    electronVersion,
    electronFuses: fuses,
    // Our native modules speak Node-API, which is the same in Electron.
    npmRebuild: false,
    ...(electronDist !== undefined && { electronDist }),
    protocols: [{ name: 'Muniment', schemes: ['muniment'], role: 'Viewer' }],
    fileAssociations: [
      {
        ext: 'mbz',
        name: 'Moodle backup',
        description: 'Moodle backup',
        mimeType: 'application/vnd.moodle.backup',
        role: 'Viewer',
      },
    ],
    publish: updateAddress === undefined ? null : { provider: 'generic', url: updateAddress, channel: updateChannel },
    linux: {
      target: ['AppImage', 'deb'],
      executableName: 'muniment-desktop',
      category: 'Education',
      icon: 'icon.png',
      maintainer: 'Muniment',
    },
    deb: { packageCategory: 'education' },
    mac: {
      target: ['dmg'],
      category: 'public.app-category.education',
      icon: 'icon.png',
      hardenedRuntime: true,
      entitlements: `${resources}/entitlements.plist`,
      entitlementsInherit: `${resources}/entitlements.plist`,
      notarize: notarizes,
    },
    win: { target: ['nsis'], icon: 'icon.png' },
    // For one person, without an administrator.
    nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
  }
}

/**
 * What Electron's program may be used for besides the app. `runAsNode` stays on: the engine starts the typesetters as
 * programs of Node by it, and a utility process cannot start other utility processes.
 */
const fuses: Configuration['electronFuses'] = {
  runAsNode: true,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
}
