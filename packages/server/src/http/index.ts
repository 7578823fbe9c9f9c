export { createHttpServer, type HttpServer } from './create-http-server.ts'
export type { ApiKey, HttpServerOptions } from './http-server-options.ts'
