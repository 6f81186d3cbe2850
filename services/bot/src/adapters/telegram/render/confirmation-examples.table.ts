import type { ConfirmationScreen } from '../../../ports/confirmation-screen.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
const mail = { domain: 'example.com', state: 'sent', codeExpiresAt: now + 600_000, resendAt: now + 60_000 } as const;

/** One example of every screen about confirming a sign-in. */
export const confirmationExamples: {
  readonly [Kind in ConfirmationScreen['kind']]: Extract<ConfirmationScreen, { kind: Kind }>;
} = {
  'confirmation-needed': { kind: 'confirmation-needed', mail, comparisonCode: null },
  'confirmation-first': { kind: 'confirmation-first' },
  'code-wrong': { kind: 'code-wrong', triesLeft: 4 },
  'code-too-soon': { kind: 'code-too-soon', at: now + 60_000 },
  'code-stale': { kind: 'code-stale' },
  'code-unchecked': { kind: 'code-unchecked' },
  'confirmation-over': { kind: 'confirmation-over' },
  'confirmation-cancelled': { kind: 'confirmation-cancelled' },
  'confirmation-not-yet': { kind: 'confirmation-not-yet', comparisonCode: '4711' },
  'no-supervisor': { kind: 'no-supervisor', contact: 'desk@example.com' },
  'confirmation-settled': { kind: 'confirmation-settled', verdict: 'confirm', contact: 'desk@example.com' },
  'confirmation-asked': { kind: 'confirmation-asked' },
  'no-confirmations': { kind: 'no-confirmations' },
  'confirmation-request': {
    kind: 'confirmation-request',
    displayName: 'Олена Коваль',
    department: 'відділ продажу',
    comparisonCode: '4711',
    expiresAt: now + 3_600_000,
  },
  'confirmation-judged': { kind: 'confirmation-judged', outcome: 'confirm' },
};
