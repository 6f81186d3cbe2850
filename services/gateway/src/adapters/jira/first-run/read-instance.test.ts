import { expect, test } from 'vitest';
import { aScriptedJira, type ScriptedAnswer, type ScriptedCall } from '../../../../test/jira/scripted-jira.ts';
import type { JiraProbe } from './probe-jira.ts';
import { readInstance } from './read-instance.ts';

const desk = { id: '4', projectKey: 'IT', projectName: 'IT help' };

function aProbe(answer: (call: ScriptedCall) => ScriptedAnswer): JiraProbe {
  const { flavour, transport } = aScriptedJira({ answer }).context;
  return {
    flavour,
    transport,
    async ask(call) {
      const answered = await transport.send(call);
      return answered.kind === 'answered' ? answered : { kind: 'failed', status: 403, cause: 'status' };
    },
  };
}

const type = (id: number) => ({ id: String(id), name: `Type ${id}`, issueTypeId: 10, groupIds: [] });

/** Sixty request types, fifty a page. */
function answer({ path, query }: ScriptedCall): ScriptedAnswer {
  const start = Number(query?.start ?? 0);
  if (path.endsWith('/requesttype')) {
    const values = Array.from({ length: 60 }, (_, at) => type(at + 1)).slice(start, start + 50);
    return { json: { values, isLastPage: start + 50 >= 60 } };
  }
  if (path.endsWith('/requesttypegroup')) return { kind: 'refused', reason: 'not-permitted' };
  if (path.includes('/requesttype/')) return { json: { requestTypeFields: [{ fieldId: 'summary', required: true }] } };
  if (path.endsWith('/statuses')) {
    const status = (id: string) => ({ id, name: id, statusCategory: { key: 'new' } });
    return {
      json: [
        { id: '10', statuses: [status('1'), status('2')] },
        { id: '11', statuses: [status('3')] },
      ],
    };
  }
  if (path.endsWith('/priority')) return { json: [{ id: '1', name: 'High' }] };
  return {
    json: [{ id: 'customfield_7', schema: { custom: 'com.atlassian.servicedesk:vp-origin' } }, { id: 'summary' }],
  };
}

test('every page of request types is read, and the statuses of their issue types alone', async () => {
  const read = await readInstance(aProbe(answer), desk);
  if (read.kind === 'failed') throw new Error(read.what);
  const { requestTypes, statuses, groups, requestTypeField } = read.instance;
  expect(requestTypes.map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, at) => String(at + 1)));
  expect(statuses.map(({ id }) => id)).toEqual(['1', '2']);
  expect([groups, requestTypeField]).toEqual([[], 'customfield_7']);
});

test.each([
  ['/requesttype', 'the request types'],
  ['/requesttype/1/field', 'the fields of request type 1'],
  ['/priority', 'the priorities'],
  ['/statuses', 'the statuses of the project'],
])('what cannot be read is named: %s', async (ending, what) => {
  const probe = aProbe((call) =>
    call.path.endsWith(ending) ? { kind: 'refused', reason: 'not-permitted' } : answer(call),
  );
  expect(await readInstance(probe, desk)).toEqual({ kind: 'failed', what, status: 403 });
});
