import { readTrustedCertificates } from '@desk/settings';
import { z } from 'zod';
import { gatewaySettings } from '../settings.ts';
import { CertificatesFile } from './certificates-file.ts';

const ByMail = z.object({
  BINDING_CONFIRMATION: z.literal('email'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  SMTP_CA_FILE: CertificatesFile.optional(),
  /** An address, or a name with its address. */
  MAIL_FROM: z.string().regex(/^(?:[^<>\r\n]*<[^@\s<>]+@[^@\s<>]+>|[^@\s<>]+@[^@\s<>]+)$/),
});

/** How a sign-in is confirmed, with the mail server where one is needed. */
export const Confirmation = z
  .looseObject({ BINDING_CONFIRMATION: z.string().default(gatewaySettings.BINDING_CONFIRMATION.usual ?? '') })
  .pipe(z.discriminatedUnion('BINDING_CONFIRMATION', [z.object({ BINDING_CONFIRMATION: z.literal('none') }), ByMail]));

export function readConfirmation(settings: z.infer<typeof Confirmation>) {
  if (settings.BINDING_CONFIRMATION === 'none') return { kind: 'none' } as const;
  const { SMTP_URL: url, SMTP_CA_FILE: caFile, MAIL_FROM: from } = settings;
  const authorities = caFile === undefined ? null : readTrustedCertificates(caFile);
  return { kind: 'email', smtp: { url, from, authorities } } as const;
}
