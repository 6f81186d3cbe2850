import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataHome, MissingServer } from '@desk/testing';
import { confirmByMail } from '../stack/confirm-by-mail.ts';
import { openMailbox } from '../stack/open-mailbox.ts';
import { ChildFailed } from '../stack/run-child.ts';
import {
  type OrganisationName,
  organisationNames,
  type TrackerName,
  trackerNames,
} from '../stack/sample-organisation.ts';
import { freePorts, takenPorts, usualPorts } from '../stack/stack-ports.ts';
import { startStack } from '../stack/start-stack.ts';
import { openShift } from './open-shift.ts';
import { servePage } from './page-server.ts';
import { createPhones } from './phones.ts';

/**
 * `pnpm demo [--fresh] [--port 8080] [--free-ports]`: the whole product on this machine, until Ctrl-C. With
 * `--free-ports` all but the page take whatever ports are free. `BINDING_CONFIRMATION=email`: people sign in with a code
 * out of the demo's own mailbox.
 */
const { values } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    port: { type: 'string', default: '8080' },
    'free-ports': { type: 'boolean', default: false },
  },
});
const began = performance.now();
const pagePort = Number(values.port);
const organisation = chosen('DEMO_CATALOGUE', organisationNames, 'it-desk');
const tracker = chosen('DEMO_TRACKER', trackerNames, 'jira');
const isConfirmed = chosen('BINDING_CONFIRMATION', ['none', 'email'], 'none') === 'email';
/** Each organisation keeps its data for itself, and for each tracker. */
const folderName = tracker === 'jira' ? organisation : `${organisation}-${tracker}`;
const ports = values['free-ports'] ? await freePorts() : usualPorts;
let stopDemo: (() => Promise<void>) | null = null;
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

try {
  await refuseTakenPorts();
  await run();
} catch (error) {
  await fail(error);
}

async function run(): Promise<void> {
  const mailbox = isConfirmed ? await openMailbox() : null;
  stopDemo = async () => mailbox?.close();
  const stack = await startStack({
    purpose: 'demo',
    folder: join(await dataHome(), 'demo', 'desk', folderName),
    ports,
    organisation,
    tracker,
    fresh: values.fresh,
    report: say,
    onUnexpectedEnd: (name, ending) => void fail(new ChildFailed(`The ${name} ended by itself (${ending}).`)),
    ...(mailbox && { environment: confirmByMail(mailbox) }),
  });
  const stopParts = async () => {
    await stack.stop();
    await mailbox?.close();
  };
  stopDemo = stopParts;
  if (stopping) return stopParts();
  const phones = createPhones(stack.telegram, stack.organisation);
  await openShift(stack.telegram, stack.organisation, mailbox);
  const boardUrl = `${stack.tracker.simulator.baseUrl}/`;
  const page = await servePage({ port: pagePort, boardUrl, tracker, phones, mailbox, startedAt: Date.now() });
  stopDemo = async () => {
    await page.close();
    await stopParts();
  };
  say(
    `Ready in ${((performance.now() - began) / 1000).toFixed(1)} s. Ctrl-C stops everything; data is kept (--fresh clears it).`,
  );
  process.stdout.write(`\n  http://localhost:${pagePort}\n\n`);
}

function chosen<Name extends OrganisationName | TrackerName | 'none' | 'email'>(
  setting: string,
  names: readonly Name[],
  usual: Name,
): Name {
  const wanted = process.env[setting] ?? usual;
  const name = names.find((each) => each === wanted);
  if (name !== undefined) return name;
  process.stderr.write(`${setting} is one of ${names.join(', ')}; it is "${wanted}".\n`);
  process.exit(64);
}

async function refuseTakenPorts(): Promise<void> {
  if (!Number.isInteger(pagePort) || pagePort < 1 || pagePort > 65_535) {
    throw new MissingServer(`--port ${values.port} is no port.`, 'Give a number from 1 to 65535.');
  }
  const taken = await takenPorts({ ...ports, page: pagePort });
  if (taken.length === 0) return;
  const names = taken.map(([name, port]) => `${port} (${name})`).join(', ');
  const remedy = taken.some(([name]) => name === 'page')
    ? 'Stop what listens there, perhaps another demo; the page can move with --port.'
    : 'Stop what listens there, perhaps another demo.';
  throw new MissingServer(`Port ${names} is taken.`, remedy);
}

function say(line: string): void {
  process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
}

async function fail(error: unknown): Promise<void> {
  // What ends from now on was told to.
  if (stopping) return;
  if (error instanceof MissingServer) process.stderr.write(`${error.message}\n`);
  else if (error instanceof ChildFailed) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  await end(1);
}

async function end(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  say('Stopping …');
  await stopDemo?.();
  process.exit(code);
}
