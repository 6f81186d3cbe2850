import { expect, it } from 'vitest';
import { anIssue, aScriptedJira } from '../../../test/jira/scripted-jira.ts';
import { readTicket, readTicketAndText } from './read-issue.ts';

const at = Date.parse('2026-11-23T08:00:00Z');
const refused = { kind: 'refused', reason: 'not-found' };

/** A service account that sees every project of its Jira, of which `SD` is ours. */
function aJiraOfManyProjects(key: string) {
  return aScriptedJira({ answer: () => ({ json: anIssue(key, at) }) });
}

it('reads an issue of our project', async () => {
  const { context } = aJiraOfManyProjects('SD-1');
  expect(await readTicket(context, 'SD-1')).toMatchObject({ kind: 'answered', value: { number: 'SD-1' } });
});

/** @claim rights Issues of Jira’s other projects are not there for Desk, whatever its account may see. (ASVS 8.2.2) */
it.each(['HR-1', 'SDX-1', 'S-1', 'SD-', 'sd-1', '1'])('does not ask Jira for %s', async (number) => {
  const { context, calls } = aJiraOfManyProjects(number);
  expect(await readTicket(context, number)).toEqual(refused);
  expect(await readTicketAndText(context, number)).toEqual(refused);
  expect(calls).toEqual([]);
});

it('takes an issue that was moved to another project for gone', async () => {
  const { context } = aJiraOfManyProjects('HR-7');
  expect(await readTicket(context, 'SD-1')).toEqual(refused);
});
