export type { PortByteRange, PortError, PortRequest, PortResponse } from './messages.ts'
export { fromElectronPort, toPort, type ElectronPortLike, type MessagePortLike, type Port } from './port.ts'
export { serveMessagePort, type ServeMessagePortOptions } from './serve-message-port.ts'
