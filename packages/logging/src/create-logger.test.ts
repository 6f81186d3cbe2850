import { describe, expect, test } from 'vitest';
import { createLogger, type Logger, type LogLevel } from './create-logger.ts';

const canary = 'canary-5f1c';

/** A logger whose lines can be read back, raw and parsed. */
function listening(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ service: 'bot', level, destination });
  return { logger, text: () => lines.join(''), parsed: () => lines.map((line) => JSON.parse(line)) };
}

describe('a line', () => {
  test('is one JSON object with time, level, service, message and fields', () => {
    const { logger, parsed } = listening();
    logger.info('Update handled.', { updateId: 4711, outcome: 'draft-started', tookMs: 3.5 });
    expect(parsed()).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        level: 'info',
        service: 'bot',
        message: 'Update handled.',
        updateId: 4711,
        outcome: 'draft-started',
        tookMs: 3.5,
      },
    ]);
  });

  test('below the level is not written', () => {
    const { logger, parsed } = listening('warn');
    logger.debug('Not this.');
    logger.info('Nor this.');
    logger.warn('This.');
    logger.error('And this.');
    expect(parsed().map(({ level }) => level)).toEqual(['warn', 'error']);
  });

  test('of a child carries its correlation id, and a grandchild both of its own', () => {
    const { logger, parsed } = listening();
    const child = logger.child({ correlationId: 'c-1' });
    child.info('One.');
    child.child({ lane: 'chat:7' }).info('Two.');
    logger.info('Three.');
    expect(parsed().map(({ correlationId, lane }) => ({ correlationId, lane }))).toEqual([
      { correlationId: 'c-1', lane: undefined },
      { correlationId: 'c-1', lane: 'chat:7' },
      { correlationId: undefined, lane: undefined },
    ]);
  });

  test('takes no message with a value inside it', () => {
    const { logger, parsed } = listening();
    const who: string = canary;
    // @ts-expect-error: the message is not a constant
    logger.info(`Hello ${who}.`);
    // @ts-expect-error: nor is this one
    logger.info(who);
    expect(parsed()).toHaveLength(2);
  });
});

/**
 * @claim privacy Values under telling names, and phones and tokens wherever they stand, do not reach a log. (ASVS
 * 16.2.5)
 */
describe('what a log must not hold', () => {
  const names = [
    ...['token', 'sessionToken', 'TELEGRAM_BOT_TOKEN', 'secret', 'webhookSecret', 'password', 'apiKey', 'x-api-key'],
    ...['authorization', 'Authorization', 'cookie', 'set-cookie', 'desk-signature', 'signature', 'privateKey', 'jwt'],
    ...['phone', 'phoneNumber', 'phone_number', 'contact', 'email', 'first_name', 'lastName', 'fullName', 'username'],
    ...['text', 'caption', 'payload', 'body', 'rawBody', 'comment', 'summary', 'description', 'content', 'fileName'],
    ...['query', 'title', 'plaintext', 'initData', 'displayName', 'subject', 'html', 'otp'],
  ];

  const places: readonly [string, (fields: Record<string, unknown>) => Record<string, unknown>][] = [
    ['at the top', (fields) => fields],
    ['four levels down', (fields) => ({ update: { message: { from: { inner: fields } } } })],
    ['in a list', (fields) => ({ updates: [{ id: 1 }, fields] })],
  ];

  test.each(places)('a value under a telling name, %s', (_place, put) => {
    const { logger, text, parsed } = listening();
    for (const name of names) logger.info('Something happened.', put({ [name]: canary, kept: 1 }));
    expect(text()).not.toContain(canary);
    expect(text()).toContain('"kept":1');
    expect(parsed()).toHaveLength(names.length);
  });

  test('an object, a number or bytes under a telling name', () => {
    const { logger, text } = listening();
    logger.info('Something happened.', { payload: { deep: canary }, phone: 380500000001, text: Buffer.from(canary) });
    expect(text()).not.toContain('380500000001');
    expect(text()).not.toContain(canary);
    expect(text()).not.toContain('deep');
  });

  test('a telling name in the fields of a child', () => {
    const { logger, text } = listening();
    logger.child({ phone: canary, correlationId: 'c-1' }).info('Something happened.');
    expect(text()).not.toContain(canary);
    expect(text()).toContain('c-1');
  });

  test.each([
    [
      'a Telegram token in an url',
      'https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw0/getMe',
      'AAHdq',
    ],
    ['a JWT', 'got eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln', 'eyJhbGci'],
    ['a bearer token', 'Authorization: Bearer abcdef0123456789', 'abcdef'],
    ['the password in a database url', 'postgresql://desk:hunter2hunter2@db:5432/desk', 'hunter2'],
    ['a phone number', 'Contact +380 50 000 00 01 refused', '000 00 01'],
    ['an e-mail address', 'from olena@example.org', 'olena'],
  ])('%s inside a string', (_what, value, trace) => {
    const { logger, text } = listening();
    logger.info('Something happened.', { detail: value, list: [value] });
    expect(text()).not.toContain(trace);
    expect(text()).toContain('[redacted]');
  });

  test('the head of a long string is as clean as a short one', () => {
    const { logger, text } = listening();
    for (let length = 450; length < 510; length += 1) {
      logger.info('Something happened.', { detail: `${'-'.repeat(length)} +380500000001` });
    }
    expect(text()).not.toContain('+380500');
  });

  test('whether there was a value is told all the same', () => {
    const { logger, parsed } = listening();
    logger.info('Something happened.', { phone: null, text: '', token: true });
    expect(parsed()[0]).toMatchObject({ phone: null, text: '[redacted]', token: true });
  });
});

describe('an error', () => {
  class TrackerRefusal extends Error {
    readonly code = 'tracker-refused';
    readonly status = 409;
    override readonly name = 'TrackerRefusal';
  }

  test('is written as name, code, status and place, without its message', () => {
    const { logger, text, parsed } = listening();
    logger.error('The tracker refused.', { error: new TrackerRefusal(canary) });
    expect(text()).not.toContain(canary);
    expect(parsed()[0].error).toMatchObject({ name: 'TrackerRefusal', code: 'tracker-refused', status: 409 });
    expect(parsed()[0].error.at[0]).toMatch(/create-logger\.test\.ts:\d+:\d+/);
  });

  test('does not give its message away over its stack, its cause or its own fields', () => {
    const { logger, text } = listening();
    const cause = new Error(`${canary}\n    at a line of the message:1:1`);
    const error = Object.assign(new Error(`${canary} again`, { cause }), { response: canary, code: `E ${canary}` });
    logger.error('It failed.', { error, nested: { list: [error] } });
    expect(text()).not.toContain(canary);
    expect(text()).not.toContain('a line of the message');
    expect(text()).toContain('"cause":');
  });

  test('of a chain of causes without end is cut', () => {
    const { logger, parsed } = listening();
    const error = new Error('one');
    error.cause = error;
    logger.error('It failed.', { error });
    expect(JSON.stringify(parsed()[0]).match(/"cause"/g)).toHaveLength(3);
  });
});

describe('bounds', () => {
  function logged(fields: Record<string, unknown>): string {
    const { logger, text } = listening();
    logger.info('Something happened.', fields);
    return text();
  }

  test('a circle ends', () => {
    const circle: Record<string, unknown> = { id: 1 };
    circle.self = circle;
    expect(logged({ circle })).toContain('[too deep]');
  });

  test('a circle with many ways around ends', () => {
    const circle: Record<string, unknown> = {};
    for (let index = 0; index < 50; index += 1) circle[`way${index}`] = circle;
    expect(logged({ circle }).length).toBeLessThan(50_000);
  });

  test('long strings and long lists are cut', () => {
    expect(logged({ long: 'x'.repeat(100_000), list: Array.from({ length: 100_000 }, () => 1) }).length).toBeLessThan(
      5_000,
    );
  });

  test('values that JSON cannot carry do not throw', () => {
    const values = { big: 10n, bytes: new Uint8Array(3), when: new Date(Number.NaN), call: () => 1, none: undefined };
    const line = logged(values);
    expect(line).toContain('"big":"10"');
    expect(line).toContain('"bytes":"[3 bytes]"');
  });
});

test('a logger for tests of others is any object of its shape', () => {
  const heard: string[] = [];
  const hear = (message: string) => void heard.push(message);
  const fake: Logger = { debug: hear, info: hear, warn: hear, error: hear, child: () => fake };
  fake.child({}).warn('Heard.');
  expect(heard).toEqual(['Heard.']);
});
