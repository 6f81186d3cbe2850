import type { Mailer } from '../../ports/mailer.ts';

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them; read at each letter. */
  readonly url: string;
  readonly from: string;
  /** Certificates (PEM) to trust; null: the usual ones. */
  readonly authorities: string | null;
}

/** A person waits for the answer: a server that takes longer is as good as away. */
const letterMsMax = 8_000;

/**
 * Letters over SMTP, each over a connection of its own. Beyond this machine nothing is sent without TLS: a server that
 * offers none counts as away.
 */
export function createSmtpMailer(options: SmtpOptions): Mailer {
  return {
    async send({ to, subject, text }) {
      // It takes 15 MB, which a gateway that never writes need not hold.
      const { createTransport } = await import('nodemailer');
      const transport = createTransport(smtpConnection(options));
      const signal = AbortSignal.timeout(letterMsMax);
      try {
        const { accepted } = await transport.sendMail({
          ...{ from: options.from, to: { name: '', address: to }, subject, text, signal },
          // What these say to other machines: written by one, not to be answered by one.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return accepted.length > 0 ? 'sent' : 'failed';
      } catch {
        // Its words may hold the address: that it failed is in the audit log, why is for the doctor to say.
        return 'failed';
      } finally {
        transport.close();
      }
    },
  };
}

/** How a connection is made, for letters and for the doctor alike. */
export function smtpConnection({ url, authorities }: Pick<SmtpOptions, 'url' | 'authorities'>) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isLoopback(host),
    // A relay of this machine often has a certificate of nobody's, and nobody in between to keep out.
    ignoreTLS: isLoopback(host),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    tls: { minVersion: 'TLSv1.2', ...(authorities === null ? {} : { ca: authorities }) },
    connectionTimeout: letterMsMax,
    greetingTimeout: letterMsMax,
    socketTimeout: letterMsMax,
    socketCloseTimeout: 1_000,
  } as const;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:[.]\d{1,3}){3}$/.test(host);
}
