import { describe, expect, it } from 'vitest';
import { aNewTicket } from '../../../test/conformance/tracker-under-test.ts';
import { aScriptedJira, type ScriptedAnswer } from '../../../test/jira/scripted-jira.ts';
import { people, startSimulatedJira } from '../../../test/jira/start-simulator.ts';
import type { JiraFlavourName } from './flavour.ts';
import { readComment } from './read-comments.ts';

const notFound = { kind: 'refused', reason: 'not-found' } as const;
const down = { kind: 'down', retryAfterMs: null } as const;

function read(comment: ScriptedAnswer, inDesk: ScriptedAnswer) {
  const { context } = aScriptedJira({ answer: ({ name }) => (name === 'read comment' ? comment : inDesk) });
  return readComment(context, 'SD-1', '1');
}

function aComment(change: Readonly<Record<string, unknown>> = {}): ScriptedAnswer {
  const instant = '2026-11-23T10:00:00.000+0200';
  const body = {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'words' }] }],
  };
  return { json: { id: '1', author: { accountId: 'a' }, body, created: instant, updated: instant, ...change } };
}

const inDesk = (isPublic: boolean): ScriptedAnswer => ({ json: { id: '1', public: isPublic } });

describe('one comment', () => {
  it.each<[string, ScriptedAnswer, ScriptedAnswer]>([
    ['the service desk calls internal', aComment({ jsdPublic: true }), inDesk(false)],
    ['the platform calls internal', aComment({ jsdPublic: false }), inDesk(true)],
    ['a role alone may see', aComment({ jsdPublic: true, visibility: { type: 'role' } }), inDesk(true)],
    ['the service desk does not know', aComment({ jsdPublic: true }), notFound],
    ['the service desk says nothing of', aComment({ jsdPublic: true }), { json: { id: '1' } }],
  ])('that %s is not found', async (_, comment, desk) => {
    expect(await read(comment, desk)).toEqual(notFound);
  });

  it('is read where both views agree, also where one says nothing', async () => {
    for (const change of [{ jsdPublic: true }, {}]) {
      expect(await read(aComment(change), inDesk(true))).toMatchObject({ kind: 'read', comment: { text: 'words' } });
    }
  });

  it('waits for either', async () => {
    expect(await read(down, inDesk(true))).toEqual(down);
    expect(await read(aComment(), down)).toEqual(down);
  });

  it('shows its files, as far as their addresses say which they are', async () => {
    const file = (links: object) => ({ filename: 'a.txt', size: 1, _links: links });
    const values = [
      file({ jiraRest: 'https://jira.example.test/rest/api/2/attachment/11' }),
      file({ content: 'https://jira.example.test/rest/api/3/attachment/content/12' }),
      file({ content: 'https://jira.example.test/secure/attachment/13/a.txt' }),
      file({ self: 'https://jira.example.test/rest/servicedeskapi/request/10/attachment/14' }),
      file({ content: 'https://elsewhere.example.test/a.txt' }),
    ];
    const shown = await read(aComment(), { json: { id: '1', public: true, attachments: { values } } });
    expect(shown.kind === 'read' && shown.comment.files.map(({ id }) => id)).toEqual(['11', '12', '13', '14']);
  });
});

describe.each<JiraFlavourName>(['cloud', 'data-center'])('files without a public comment (Jira %s)', (flavour) => {
  async function start(onBehalfOf: string | null) {
    const { simulator, tracker, advance } = await startSimulatedJira({ flavour });
    const created = await tracker.writer.create(aNewTicket({ onBehalfOf }));
    const number = created.kind === 'created' ? created.ticket.number : '';
    const attach = (who: string, filename: string) =>
      simulator.agent(who).attach(number, { filename, content: 'x' }).id;
    const shownIds = async () => {
      const shown = await tracker.looks.readShown(number);
      return shown.kind === 'read' ? [...shown.fileIds] : shown;
    };
    return { simulator, number, attach, shownIds, advance };
  }

  it('are the customer’s to know if they came with the request, from the one who made it', async () => {
    const { simulator, number, attach, shownIds, advance } = await start(people.employee.id);
    const own = attach(people.employee.id, 'portal.png');
    attach(people.specialist.id, 'diagnosis.txt');
    // A reporter who is an agent as well may keep it among colleagues.
    const files = [{ filename: 'among-us.txt', content: 'x' }];
    simulator.agent(people.employee.id).comment(number, 'Між нами', { public: false, files });
    advance(3 * 60_000);
    attach(people.employee.id, 'later.png');
    expect(await shownIds()).toEqual([own]);
    await simulator.close();
  });

  it('of the service account are nobody’s, though it made the request', async () => {
    const { simulator, number, shownIds } = await start(null);
    const headers =
      flavour === 'cloud'
        ? { authorization: `Basic ${Buffer.from('desk@example.test:fixture-token').toString('base64')}` }
        : { authorization: 'Bearer fixture-token' };
    const form = new FormData();
    form.set('file', new Blob(['x']), 'internal.txt');
    const path = `/rest/api/${flavour === 'cloud' ? 3 : 2}/issue/${number}/attachments`;
    const response = await fetch(simulator.baseUrl + path, {
      method: 'POST',
      headers: { ...headers, 'x-atlassian-token': 'no-check' },
      body: form,
    });
    expect(response.status).toBe(200);
    expect(await shownIds()).toEqual([]);
    await simulator.close();
  });
});
