import type { PrivacyDesk } from '../../ports/privacy-desk.ts';
import type { PrivacyTerms } from '../../ports/privacy-screen.ts';
import type { Policy } from '../../ports/system.ts';

export interface TermsNeeds {
  readonly policy: Policy;
  readonly privacyDesk: Pick<PrivacyDesk, 'auditRetentionDays'>;
}

export function privacyTerms({ policy, privacyDesk }: TermsNeeds): PrivacyTerms {
  return { retentionDays: policy.retentionDays, auditRetentionDays: privacyDesk.auditRetentionDays() };
}
