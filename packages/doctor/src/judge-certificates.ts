import { broken, type Judgement, ok, warning } from './finding.ts';

export interface CertificatesFacts {
  /** Each with its remedy, which is a sentence. */
  readonly problems: readonly { readonly file: string; readonly problem: string; readonly remedy: string }[];
  readonly certificates: readonly { readonly name: string; readonly daysLeft: number }[];
}

const renewDays = 21;
const renewRemedy =
  'Run `pnpm desk pki renew` where the authority is kept, and carry the new files here; no restart is needed.';

/** Null: TLS_DIR is not set. `isNear`: the other zone is reached on this host itself. */
export function judgeCertificates(facts: CertificatesFacts | null, isNear: boolean): readonly Judgement[] {
  if (facts === null) {
    return isNear
      ? [ok('none are needed towards a zone on this host')]
      : [
          warning(
            'what goes between the zones is signed, and not encrypted',
            'Make certificates with `pnpm desk pki init` and set TLS_DIR in both zones.',
          ),
        ];
  }
  const { problems, certificates } = facts;
  const soonest = Math.min(...certificates.map(({ daysLeft }) => daysLeft));
  const judgements = [
    ...problems.map(({ file, problem, remedy }) => broken(`${file} ${problem}`, remedy)),
    ...certificates.flatMap(({ name, daysLeft }) => judgeDays(name, daysLeft)),
  ];
  return judgements.length === 0 ? [ok(`all are there, and hold for ${soonest} days and more`)] : judgements;
}

function judgeDays(name: string, daysLeft: number): readonly Judgement[] {
  if (daysLeft < 0) return [broken(`the certificate ${name} is over`, renewRemedy)];
  if (daysLeft >= renewDays) return [];
  return [warning(`the certificate ${name} holds for ${daysLeft} more days`, renewRemedy)];
}
