export { createHttpServer, type HttpServer } from './create-http-server.ts'
export type { ApiKey, HttpServerOptions, MetricsText } from './http-server-options.ts'
export type { AnsweredRequest, Route } from './answered-request.ts'
