import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { type LogFields, redact } from './redact.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** A sentence known when the code was written: a log message with a value inside it does not compile. */
type Sentence<Message extends string> = Record<never, never> extends Record<Message, 1> ? never : Message;

type Log = <Message extends string>(message: Sentence<Message>, fields?: LogFields) => void;

/** Messages are constant sentences; facts are fields. `child` adds fields to every line, such as a correlation id. */
export type Logger = {
  debug: Log;
  info: Log;
  warn: Log;
  error: Log;
  child(fields: LogFields): Logger;
};

export type LoggerOptions = {
  service: string;
  level: LogLevel;
  /** Where lines go, one JSON object each; standard output unless given. */
  destination?: DestinationStream;
};

/** The one logger of a service. Everything that passes through it is redacted, whoever logs (see `redact`). */
export function createLogger({ service, level, destination = pino.destination(1) }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'message',
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: escapeUnseen },
  };
  return wrap(pino(options, destination));
}

/** What JSON leaves as it is, and a terminal or a viewer does not: C1 controls, line ends of Unicode, turned directions. */
const unseen = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** A line that is one line for whoever shows it, and that reads as it was. */
function escapeUnseen(line: string): string {
  return line.replaceAll(unseen, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function wrap(logger: PinoLogger): Logger {
  const at = (level: 'debug' | 'info' | 'warn' | 'error'): Log => {
    return (message, fields) => {
      if (logger.isLevelEnabled(level)) logger[level](fields === undefined ? {} : redact(fields), message);
    };
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => wrap(logger.child(redact(fields))),
  };
}
