import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { MailFacts } from '../../ports/zone-probes.ts';
import { type SmtpOptions, smtpConnection } from './create-smtp-mailer.ts';

const Trouble = z.object({ code: z.string().optional(), message: z.string().default('') });

/** As a letter would be sent, up to the point where it would be: greeting, TLS and login. Nothing is sent. */
export async function inspectMail(options: Pick<SmtpOptions, 'url' | 'authorities'>): Promise<MailFacts> {
  const transport = createTransport(smtpConnection(options));
  try {
    await transport.verify();
    return 'answers';
  } catch (error) {
    return factsOf(Trouble.safeParse(error).data);
  } finally {
    transport.close();
  }
}

function factsOf(trouble: z.infer<typeof Trouble> | undefined): MailFacts {
  if (trouble?.code === 'EAUTH' || trouble?.code === 'ENOAUTH') return 'login-refused';
  if (trouble?.code === 'ETLS' || /certificate|TLS|SSL/i.test(trouble?.message ?? '')) return 'not-encrypted';
  return 'away';
}
