import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createSmtpMailer, smtpConnection } from './create-smtp-mailer.ts';
import { inspectMail } from './inspect-mail.ts';

const mail = { to: 'olena@example.test', subject: 'Код', text: 'Ваш код: 1234 5678' };
const running: SMTPServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => new Promise((resolve) => server.close(() => resolve(null)))));
});

/** A mail server on loopback; what it was given. */
async function serve(options: SMTPServerOptions = {}) {
  const taken: { readonly to: readonly string[]; readonly raw: string }[] = [];
  const server = new SMTPServer({
    ...{ disabledCommands: ['AUTH', 'STARTTLS'], logger: false },
    onData(stream, { envelope }, done) {
      text(stream).then((raw) => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), raw });
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => undefined);
  running.push(server);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return { taken, url: `smtp://127.0.0.1:${port}` };
}

const mailerAt = (url: string) => createSmtpMailer({ url, from: 'Desk <desk@example.test>', authorities: null });

describe('a letter', () => {
  it('reaches the one it is for, from whom it should be, and says that a machine wrote it', async () => {
    const { taken, url } = await serve();
    expect(await mailerAt(url).send(mail)).toBe('sent');
    expect(taken).toMatchObject([{ to: [mail.to] }]);
    expect(taken[0]?.raw).toContain('From: Desk <desk@example.test>');
    expect(taken[0]?.raw).toContain('Auto-Submitted: auto-generated');
  });

  it('goes to one mailbox, whatever the staff list has for an address', async () => {
    const { taken, url } = await serve();
    await mailerAt(url).send({ ...mail, to: 'olena@example.test, spy@example.test' });
    expect(taken.flatMap(({ to }) => to)).not.toContain('spy@example.test');
  });

  it.each<[string, SMTPServerOptions]>([
    ['refuses the connection', { onConnect: (_, done) => done(new Error('Out of order.')) }],
    ['does not know the mailbox', { onRcptTo: (_address, _session, done) => done(new Error('Nobody here.')) }],
  ])('counts as failed where the server %s', async (_, options) => {
    const { url } = await serve(options);
    expect(await mailerAt(url).send(mail)).toBe('failed');
  });

  it('counts as failed where nobody listens', async () => {
    expect(await mailerAt('smtp://127.0.0.1:9').send(mail)).toBe('failed');
  });
});

describe('a connection', () => {
  it.each([
    ['smtp://mail.company.example', { port: 587, secure: false, requireTLS: true }],
    ['smtps://mail.company.example', { port: 465, secure: true, requireTLS: false }],
    ['smtp://mail.company.example:25', { port: 25, requireTLS: true }],
    ['smtp://127.0.0.1:2525', { port: 2525, requireTLS: false }],
    ['smtp://[::1]:2525', { host: '::1', requireTLS: false }],
    ['smtp://127.evil.example', { requireTLS: true }],
    ['smtp://desk:p%40ss@mail.company.example', { auth: { user: 'desk', pass: 'p@ss' } }],
  ])('to %s has %j', (url, expected) => {
    expect(smtpConnection({ url, authorities: null })).toMatchObject(expected);
  });

  /** @claim border Codes leave for the mail server over TLS alone, unless it is on the gateway's own machine. */
  it('without TLS is not made where TLS is needed', async () => {
    const { url, taken } = await serve();
    const port = new URL(url).port;
    // This machine by a name that is not loopback's: so the adapter asks for TLS, which the server does not have.
    expect(await mailerAt(`smtp://0.0.0.0:${port}`).send(mail)).toBe('failed');
    expect(taken).toEqual([]);
  });
});

describe('the doctor', () => {
  const encrypted: SMTPServerOptions = { disabledCommands: [], authOptional: true };
  const refusing: SMTPServerOptions = {
    ...{ disabledCommands: [], hideSTARTTLS: true, allowInsecureAuth: true },
    onAuth: (_auth, _session, done) => done(new Error('Nobody here.')),
  };
  it.each<[string, SMTPServerOptions, (url: string) => string]>([
    ['answers', {}, (url) => url],
    ['not-encrypted', {}, (url) => url.replace('127.0.0.1', '0.0.0.0')],
    ['not-encrypted', encrypted, (url) => url.replace('127.0.0.1', '0.0.0.0')],
    ['login-refused', refusing, (url) => url.replace('smtp://', 'smtp://desk:secret@')],
    ['away', {}, () => 'smtp://127.0.0.1:9'],
  ])('says that a mail server %s', async (facts, options, addressOf) => {
    const { url } = await serve(options);
    expect(await inspectMail({ url: addressOf(url), authorities: null })).toBe(facts);
  });
});
