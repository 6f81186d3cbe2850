import { broken, type Judgement, ok } from '@desk/doctor';
import type { MailFacts } from '../../ports/zone-probes.ts';

/** Whether codes could be sent. Where no sign-in is confirmed by mail there is nothing to say. */
export function judgeMail(facts: MailFacts): readonly Judgement[] {
  switch (facts) {
    case 'none':
      return [];
    case 'answers':
      return [ok('the mail server takes letters')];
    case 'away':
      return [
        broken(
          'the mail server at SMTP_URL does not answer: nobody gets a code, and only supervisors can confirm',
          'Look at the address, at the mail server, and at the firewall between the two.',
        ),
      ];
    case 'not-encrypted':
      return [
        broken(
          'the mail server at SMTP_URL offers no TLS, or none that can be trusted: no letter is sent',
          'Give it a certificate of its name, or name its authority in SMTP_CA_FILE; smtps:// where it has TLS from the start.',
        ),
      ];
    case 'login-refused':
      return [
        broken(
          'the mail server refuses the user and password in SMTP_URL',
          'Ask whoever runs it for an account that may send; special characters are percent-encoded.',
        ),
      ];
  }
}
