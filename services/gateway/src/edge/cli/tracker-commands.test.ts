import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addTrackerCommands, type CheckedTracker, type OpenedTracker, type TrackerDesk } from './tracker-commands.ts';

/** Answers with what it was asked for. */
function aTrackerDesk(parts: CheckedTracker['parts'] = []): TrackerDesk {
  return {
    check: async () => ({ parts }),
    pull: async (folder, project) => ({ kind: 'done', lines: [`pulled ${project ?? 'the only one'} to ${folder}`] }),
    showWebhooks: async () => ({ kind: 'done', lines: ['one', 'another'] }),
    registerWebhook: async (url) => ({ kind: 'refused', lines: [`not ${url}`] }),
    removeWebhook: async (url) => ({ kind: 'done', lines: [`removed ${url ?? 'the only one'}`] }),
  };
}

async function run(words: string, opened: OpenedTracker = { kind: 'opened', tracker: aTrackerDesk() }) {
  const said: string[] = [];
  const program = new Command().exitOverride();
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`) };
  addTrackerCommands(program, async () => opened, output);
  await program.parseAsync(words.split(' '), { from: 'user' });
  return said;
}

it('tracker check gives the facts of every part, then each finding with its remedy', async () => {
  const findings = [
    { weight: 'wrong', what: 'nobody can be assigned', remedy: 'Grant it.' },
    { weight: 'note', what: 'there is no webhook', remedy: 'Register one.' },
  ] as const;
  const tracker = aTrackerDesk([
    { name: 'access', facts: ['it lets us in'], findings: [] },
    { name: 'permissions', facts: [], findings },
  ]);
  expect(await run('tracker check', { kind: 'opened', tracker })).toEqual([
    'access: it lets us in',
    '! permissions: nobody can be assigned. Grant it.',
    'permissions: there is no webhook. Register one.',
    '1 to put right.',
  ]);
});

it.each([
  ['tracker check', ['Tickets can be filed and followed.']],
  ['tracker pull --to here', ['pulled the only one to here']],
  ['tracker pull --to here --project desk', ['pulled desk to here']],
  ['tracker webhook show', ['one', 'another']],
  ['tracker webhook register --url https://x/hooks/tracker', ['! not https://x/hooks/tracker']],
  ['tracker webhook remove', ['removed the only one']],
  ['tracker webhook remove --url https://x', ['removed https://x']],
])('%s tells what came of it', async (words, lines) => {
  expect(await run(words)).toEqual(lines);
});

it('names what is not configured', async () => {
  const refused = { kind: 'refused', lines: ['TRACKER is missing.'] } as const;
  expect(await run('tracker check', refused)).toEqual(['! TRACKER is missing.']);
});
