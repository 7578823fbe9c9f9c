type RequestHandler = (contents: unknown, permission: string, callback: (granted: boolean) => void) => void

/** `session.defaultSession`: keeps the handlers, for tests to ask. */
export class StandInSession {
  requestHandler: RequestHandler | undefined
  checkHandler: ((contents: unknown, permission: string) => boolean) | undefined
  deviceHandler: (() => boolean) | undefined

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.requestHandler = handler
  }

  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void {
    this.checkHandler = handler
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.deviceHandler = handler
  }
}
