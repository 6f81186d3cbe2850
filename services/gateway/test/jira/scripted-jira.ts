import type { JiraContext } from '../../src/adapters/jira/context.ts';
import { flavours, type JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import type { TrackerMap } from '../../src/adapters/jira/tracker-map.ts';
import type { JiraCall } from '../../src/adapters/jira/transport.ts';
import type { TrackerTrouble } from '../../src/ports/tracker.ts';
import { aTrackerMap } from '../fixtures/tracker-map.ts';

export type ScriptedCall = Pick<JiraCall<unknown>, 'name' | 'method' | 'path' | 'query' | 'body'>;

/** What Jira answers, before it is parsed; or the trouble instead. */
export type ScriptedAnswer = { readonly json: unknown } | TrackerTrouble;

/** The adapter's parts with a Jira that answers as the test says; answers go through the schema of their call. */
export function aScriptedJira(options: {
  readonly flavour?: JiraFlavourName;
  readonly map?: TrackerMap;
  readonly answer: (call: ScriptedCall) => ScriptedAnswer;
}): { readonly context: JiraContext; readonly calls: readonly ScriptedCall[] } {
  const calls: ScriptedCall[] = [];
  const context: JiraContext = {
    flavour: flavours[options.flavour ?? 'cloud'],
    map: options.map ?? aTrackerMap(),
    baseUrl: 'https://jira.example.test',
    transport: {
      upload: async () => ({ kind: 'down', retryAfterMs: null }),
      download: async () => ({ kind: 'down', retryAfterMs: null }),
      async send(call) {
        calls.push(call);
        const answer = options.answer(call);
        return 'json' in answer ? { kind: 'answered', value: call.answer.parse(answer.json) } : answer;
      },
    },
  };
  return { context, calls };
}

/** An issue as Jira writes one. `at` is epoch milliseconds. */
export function anIssue(key: string, at: number, fields: Readonly<Record<string, unknown>> = {}) {
  const instant = new Date(at).toISOString().replace('Z', '+0000');
  return {
    key,
    fields: {
      status: { id: '1', statusCategory: { key: 'new' } },
      priority: { id: '3' },
      assignee: null,
      created: instant,
      updated: instant,
      labels: [],
      ...fields,
    },
  };
}
