import { broken, type Judgement, ok, warning } from './finding.ts';

export interface SettingsFacts {
  /** What the service itself would say at its start: a name, and a line that begins with it and ends with the remedy. */
  readonly problems: readonly { readonly name: string; readonly line: string }[];
  /** Every setting as it is given. */
  readonly values: Readonly<Record<string, string>>;
  /** `NODE_TLS_REJECT_UNAUTHORIZED=0` is in the environment. */
  readonly isTrustingEverybody: boolean;
  /** `DEBUG` switches on what libraries say for themselves. */
  readonly debug: string;
}

/** The settings by themselves: whether all are given, and whether one was left as the templates have it. */
export function judgeSettings({ problems, values, isTrustingEverybody, debug }: SettingsFacts): readonly Judgement[] {
  const examples = Object.entries(values).filter(([, value]) => exampleHost.test(value));
  const judgements = [
    ...problems.map(({ line }) => judgeProblem(line)),
    ...examples.map(([name]) =>
      warning(`${name} still names a host that is an example`, `Set ${name} to what it is here.`),
    ),
    ...(isTrustingEverybody
      ? [
          broken(
            'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: whoever stands between is believed',
            "Remove it; a company's own authority goes into NODE_EXTRA_CA_CERTS.",
          ),
        ]
      : []),
    ...(/telegraf|\*/.test(debug)
      ? [broken("DEBUG has libraries write secrets into the log, the webhook's among them", 'Remove DEBUG.')]
      : []),
  ];
  return judgements.length === 0 ? [ok('all that is needed is given')] : judgements;
}

/** RFC 2606 keeps it for examples: nothing real ends so. */
const exampleHost = /[.]example(?=[:/]|$)/;

const fileRemedy = "Write the secret into that file, where the service's user can read it.";

function judgeProblem(line: string): Judgement {
  const end = line.indexOf('. ');
  if (end === -1) return broken(line.replace(/[.]$/, ''), fileRemedy);
  const [what, meaning] = [line.slice(0, end), line.slice(end + 2)];
  return broken(what, what.endsWith(' is missing') ? `Set it. ${meaning}` : meaning);
}
