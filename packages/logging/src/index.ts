export { createLogger, type Logger, type LoggerOptions, type LogLevel } from './create-logger.ts';
export type { LogFields } from './redact.ts';
export { seldom } from './seldom.ts';
