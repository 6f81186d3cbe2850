/** Fields of one log line. What they may hold is decided here, not by who logs. */
export type LogFields = Readonly<Record<string, unknown>>;

const redacted = '[redacted]';
const depthMax = 8;
const valuesMax = 500;
const stringCharactersMax = 500;
const framesMax = 5;
const causesMax = 3;

/** Field names whose values people wrote, or that identify or authorise someone; compared without case, `-` and `_`. */
const redactedNames = new Set([
  'authorization',
  'body',
  'caption',
  'comment',
  'contact',
  'content',
  'cookie',
  'description',
  'displayname',
  'filename',
  'firstname',
  'fullname',
  'html',
  'initdata',
  'jwt',
  'lastname',
  'otp',
  'payload',
  'pin',
  'plaintext',
  'query',
  'rawbody',
  'setcookie',
  'signature',
  'subject',
  'summary',
  'text',
  'title',
  'username',
]);

/** Parts of names that are enough by themselves: `sessionToken`, `botTokenFile`, `phoneNumber`, `x-api-key` … */
const redactedParts = /token|secret|password|passphrase|apikey|privatekey|credential|phone|msisdn|email|desksignature/;

/** What must not appear even inside a string that is otherwise harmless, an url in an error code for instance. */
const redactedPatterns: readonly RegExp[] = [
  /(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}/g, // a Telegram bot token
  /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, // a JWT
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9+/_.=-]+/gi,
  /(?<=:\/\/)[^/\s:@]*:[^/\s@]+(?=@)/g, // user and password in an url
  /\+\d[\d\s()-]{7,16}\d/g, // a phone number
  /[^\s@"'<>]+@[^\s@"'<>]+\.[a-z]{2,}/gi, // an e-mail address
];

/**
 * The same fields without what a log must not hold: values under telling names at any depth, credentials and phone
 * numbers inside strings, and the messages of errors. Lengths, depth and the number of values are bounded.
 */
export function redact(fields: LogFields): Record<string, unknown> {
  const budget = { values: valuesMax };
  return redactObject(fields, 0, budget);
}

type Budget = { values: number };

function redactObject(object: object, depth: number, budget: Budget): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    if (budget.values <= 0) break;
    result[name] = isTelling(name) ? hidden(value) : redactValue(value, depth + 1, budget);
  }
  return result;
}

function redactValue(value: unknown, depth: number, budget: Budget): unknown {
  budget.values -= 1;
  if (typeof value === 'string') return redactString(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= depthMax) return '[too deep]';
  if (Array.isArray(value)) return redactArray(value, depth, budget);
  return redactObject(value, depth, budget);
}

function redactArray(values: readonly unknown[], depth: number, budget: Budget): unknown[] {
  const result: unknown[] = [];
  for (const value of values) {
    if (budget.values <= 0) break;
    result.push(redactValue(value, depth + 1, budget));
  }
  return result;
}

/** Whether there was a value at all is told, and no more. */
function hidden(value: unknown): unknown {
  return value === undefined || value === null || typeof value === 'boolean' ? value : redacted;
}

function isTelling(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[-_\s]/g, '');
  return redactedNames.has(plain) || redactedParts.test(plain);
}

function redactString(text: string): string {
  // Twice what is shown, so that nothing is cut to an unrecognised half inside what is shown.
  const head = text.slice(0, 2 * stringCharactersMax);
  const clean = redactedPatterns.reduce((result, pattern) => result.replaceAll(pattern, redacted), head);
  return clean.length > stringCharactersMax ? `${clean.slice(0, stringCharactersMax)}…` : clean;
}

/**
 * An error as its name, code, status and where it was thrown. Its message is left out: messages quote what people sent
 * (a database driver's the row, JSON's the text, a tracker client's the whole answer), and no list of names can tell
 * which. Our own errors carry what matters in `code`; the place says the rest.
 */
function describeError(error: Error, causes = causesMax): Record<string, unknown> {
  const { name, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  const status = 'status' in error ? error.status : undefined;
  return {
    name: /^\w{1,60}$/.test(name) ? name : 'Error',
    ...(isCode(code) && { code }),
    ...(typeof status === 'number' && { status }),
    at: frames(error),
    ...(cause instanceof Error && causes > 0 && { cause: describeError(cause, causes - 1) }),
  };
}

function isCode(code: unknown): code is string | number {
  return typeof code === 'number' || (typeof code === 'string' && /^[A-Za-z0-9_.:-]{1,60}$/.test(code));
}

/** The stack without its head, which repeats the message. */
function frames({ message, stack = '' }: Error): string[] {
  const start = stack.indexOf(message);
  const tail = message === '' || start === -1 ? stack : stack.slice(start + message.length);
  const lines = tail.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return lines.slice(0, framesMax).map((line) => line.trim().slice('at '.length));
}
