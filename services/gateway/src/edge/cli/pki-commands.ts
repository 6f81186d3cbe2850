import {
  describeAuthorities,
  finishRotation,
  initPki,
  type PkiOutcome,
  renewCertificates,
  rotateAuthority,
  type Zone,
} from '@desk/pki';
import { describeCertificates } from '@desk/tls';
import { type Command, InvalidArgumentError } from 'commander';
import type { CommandOutput } from './gateway-commands.ts';

interface Folders {
  readonly ca: string;
  readonly dmz?: string;
  readonly internal?: string;
}

const carry = 'Now carry each folder to its host: a service reads what is new by itself.';

/** Adds `pki` to a program: the certificates by which the zones know each other. Nothing needs to be set. */
export function addPkiCommands(program: Command, now: () => number, output: CommandOutput): void {
  const pki = program.command('pki').description('the certificates by which the zones know each other');
  const add = (name: string, description: string) =>
    pki
      .command(name)
      .description(description)
      .requiredOption('--ca <folder>', 'where the authority is kept, which no service ever sees')
      .option('--dmz <folder>', "TLS_DIR of the bot's host")
      .option('--internal <folder>', "TLS_DIR of the gateway's host");

  add('init', 'makes the authority, and a certificate for each zone').action((folders: Folders) =>
    withZones(folders, output, (zones) => initPki({ caDir: folders.ca, zones, nowMs: now() })),
  );
  add('renew', 'makes new certificates, by the newest authority')
    .option('--within-days <days>', 'only of those that end within so many days, or are of a former authority', days)
    .action(({ withinDays, ...folders }: Folders & { withinDays?: number }) =>
      withZones(folders, output, (zones) =>
        renewCertificates({
          ...{ caDir: folders.ca, zones, nowMs: now() },
          ...(withinDays === undefined ? {} : { onlyWithinDays: withinDays }),
        }),
      ),
    );
  add('rotate', 'makes a new authority, trusted beside the old one until it is finished')
    .option('--finish', 'ends the trust in the old one; nobody may still show a certificate of it')
    .action(({ finish = false, ...folders }: Folders & { finish?: boolean }) =>
      withZones(folders, output, (zones) =>
        finish
          ? finishRotation({ caDir: folders.ca, zones })
          : rotateAuthority({ caDir: folders.ca, zones, nowMs: now() }),
      ),
    );
  pki
    .command('show')
    .description('when each certificate ends')
    .option('--ca <folder>', 'the authority')
    .option('--dmz <folder>', "TLS_DIR of the bot's host")
    .option('--internal <folder>', "TLS_DIR of the gateway's host")
    .action((folders: Partial<Folders>) => show(folders, now(), output));
}

async function withZones(
  { dmz, internal }: Pick<Folders, 'dmz' | 'internal'>,
  output: CommandOutput,
  work: (zones: readonly Zone[]) => Promise<PkiOutcome>,
): Promise<void> {
  const zones = zonesOf({ dmz, internal });
  if (zones.length === 0) return output.fail('Name a folder: --dmz, --internal, or both.');
  const outcome = await work(zones);
  if (outcome.kind === 'refused') {
    for (const { file, problem, remedy } of outcome.problems) output.fail(`${file} ${problem}. ${remedy}`);
    return;
  }
  for (const file of outcome.written) output.line(`made ${file}`);
  output.line(outcome.written.length === 0 ? 'Nothing to renew yet.' : carry);
}

async function show({ ca, dmz, internal }: Partial<Folders>, nowMs: number, output: CommandOutput): Promise<void> {
  const authorities = ca === undefined ? [] : await describeAuthorities({ caDir: ca, nowMs });
  const certificates = await Promise.all(
    zonesOf({ dmz, internal }).map(({ dir }) => describeCertificates({ dir, nowMs })),
  );
  const facts = [
    ...authorities.map(({ issuing, ...fact }) => ({ ...fact, name: issuing ? 'issues' : 'is only trusted' })),
    ...certificates.flat(),
  ];
  for (const { file, name, notAfterMs, daysLeft } of facts) {
    output.line(`${file}: ${name}, until ${new Date(notAfterMs).toISOString().slice(0, 10)} (${daysLeft} days)`);
  }
  if (facts.length === 0) output.fail('No certificate was found there. Name folders: --ca, --dmz, --internal.');
}

function zonesOf({ dmz, internal }: { dmz?: string | undefined; internal?: string | undefined }): readonly Zone[] {
  return [
    ...(dmz === undefined ? [] : [{ service: 'bot' as const, dir: dmz }]),
    ...(internal === undefined ? [] : [{ service: 'gateway' as const, dir: internal }]),
  ];
}

function days(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('It is a number of days.');
  return Number(text);
}
