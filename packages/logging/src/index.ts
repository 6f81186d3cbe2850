export { createLogger, type Logger, type LoggerOptions, type LogLevel } from './create-logger.ts';
export { endOnDefect } from './end-on-defect.ts';
export type { LogFields } from './redact.ts';
export { seldom } from './seldom.ts';
