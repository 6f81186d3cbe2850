import { type Command, InvalidArgumentError } from 'commander';
import { beginToSign } from './begin-signing.ts';
import { describeStatus } from './describe-status.ts';
import type { KeyDesk, OpenKeyDesk, Zone } from './key-desk.ts';
import { retirable, retireKey } from './retire-key.ts';
import { rotatable, rotateKey } from './rotate-key.ts';
import { refuse, type Told } from './told.ts';

export interface KeyCommandsOutput {
  readonly line: (text: string) => void;
  readonly fail: (text: string) => void;
}

interface KeyCommandsNeeds {
  /** The zones that this program knows. */
  readonly zones: Readonly<Partial<Record<Zone, OpenKeyDesk>>>;
  readonly now: () => number;
  readonly output: KeyCommandsOutput;
}

/** Every process looks at its keys every five seconds; this is far more. */
const inMinutesUsual = 2;
const inMinutesMax = 30 * 24 * 60;

/** Adds `rotate`, `begin`, `retire` and `status` to the command `keys` of a program. */
export function addKeyCommands(keys: Command, needs: KeyCommandsNeeds): void {
  const { now } = needs;
  const names = Object.keys(needs.zones);
  const add = (name: string, description: string) =>
    keys
      .command(name)
      .description(description)
      .option(`--zone <${names.join('|')}>`, 'whose settings these are', names.length === 1 ? names[0] : undefined);

  add('rotate', 'makes a new key beside the others, and says what to do with it')
    .argument('<what>', [...new Set(Object.values(rotatable).flat())].join(', '))
    .option('--in <minutes>', 'when it begins to seal or sign', minutes, inMinutesUsual)
    .action((what: string, { zone, in: inMinutes }: { zone?: string; in: number }) =>
      withDesk(needs, zone, async (desk, of) => {
        const known = rotatable[of].find((each) => each === what);
        if (known === undefined) return refuse(`${of}: what can be rotated is ${rotatable[of].join(', ')}.`);
        return rotateKey(desk, { zone: of, what: known, inMinutes, nowMs: now() });
      }),
    );
  add('begin', 'lets the prepared signing pair sign, once the other zone believes it')
    .argument('<what>', 'signing')
    .option('--unasked', 'begin without asking the other zone')
    .action((what: string, { zone, unasked = false }: { zone?: string; unasked?: boolean }) =>
      withDesk(needs, zone, async (desk) =>
        what === 'signing' ? beginToSign(desk, { unasked }) : refuse('What can begin by command is signing.'),
      ),
    );
  add('retire', 'takes former keys away; what they still seal keeps them')
    .argument('<what>', retirable.join(', '))
    .argument('[id]', 'of peers: which one')
    .option('--at-once', 'do not wait for what was made with it: somebody has it who should not')
    .action((what: string, kid: string | undefined, { zone, atOnce = false }: { zone?: string; atOnce?: boolean }) =>
      withDesk(needs, zone, async (desk) => {
        const known = retirable.find((each) => each === what);
        if (known === undefined) return refuse(`What can be retired is ${retirable.join(', ')}.`);
        return retireKey(desk, { what: known, kid: kid ?? null, nowMs: now(), atOnce });
      }),
    );
  add('status', 'every key, whether it is in force, how old it is and what it still seals').action(
    ({ zone }: { zone?: string }) =>
      withDesk(needs, zone, async (desk) => ({ kind: 'done', lines: await describeStatus(desk, now()) })),
  );
}

async function withDesk(
  { zones, output }: KeyCommandsNeeds,
  given: string | undefined,
  run: (desk: KeyDesk, zone: Zone) => Promise<Told>,
): Promise<void> {
  const zone = given === 'dmz' || given === 'internal' ? given : null;
  const open = zone === null ? undefined : zones[zone];
  if (zone === null || open === undefined) return output.fail(`--zone is one of ${Object.keys(zones).join(', ')}.`);
  const opened = await open();
  if (opened.kind === 'refused') {
    for (const line of opened.lines) output.fail(line);
    return;
  }
  try {
    const told = await run(opened.desk, zone);
    for (const line of told.lines) (told.kind === 'done' ? output.line : output.fail)(line);
  } finally {
    await opened.desk.close();
  }
}

function minutes(text: string): number {
  const given = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(given >= 1 && given <= inMinutesMax)) throw new InvalidArgumentError(`It is 1 to ${inMinutesMax} minutes.`);
  return given;
}
