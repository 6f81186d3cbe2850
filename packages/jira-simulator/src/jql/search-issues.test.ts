import { beforeAll, describe, expect, test } from 'vitest';
import { cloudOptions } from '../../test/start-site.ts';
import { actAs } from '../act/act-as-person.ts';
import { type JiraSimulatorOptions, SimulatorConfig } from '../index.ts';
import { openSite, type Site } from '../site/site.ts';
import { openSearchIndex, type SearchIndex } from './search-index.ts';
import { searchIssues } from './search-issues.ts';

/** 12:00 in Kyiv. */
const noon = Date.UTC(2026, 10, 20, 10, 0, 0);
const minuteMs = 60_000;

interface Fixture {
  readonly site: Site;
  readonly index: SearchIndex;
  readonly clock: { at: number };
}

/**
 * SD-1 new, unassigned, label desk-1, 12:00 · SD-2 in progress, iryna, 12:10
 * SD-3 resolved, taras, label VIP and desk-3, Highest, 12:20 · the clock then stands at 12:30.
 */
function threeIssues(): Fixture {
  const clock = { at: noon };
  const { now: _now, ...config }: JiraSimulatorOptions = cloudOptions;
  const site = openSite({ config: SimulatorConfig.parse(config), now: () => clock.at, saved: undefined });
  const index = openSearchIndex(site, 0);
  const iryna = actAs(site, 'iryna');
  iryna.createIssue({
    summary: 'One',
    description: 'Wi-Fi зник.\n\nCode: desk-7f-01',
    reporterId: 'olena',
    labels: ['desk-1'],
    fields: { customfield_10050: 'desk-7f-01' },
  });
  clock.at = noon + 10 * minuteMs;
  iryna.createIssue({ summary: 'Two' });
  iryna.assign('SD-2', 'iryna');
  iryna.transition('SD-2', 'In Progress');
  clock.at = noon + 20 * minuteMs;
  iryna.createIssue({ summary: 'Three', reporterId: 'olena', labels: ['VIP', 'desk-3'], priority: 'Highest' });
  iryna.assign('SD-3', 'taras');
  iryna.transition('SD-3', 'Resolved');
  clock.at = noon + 30 * minuteMs;
  return { site, index, clock };
}

let fixture: Fixture;
beforeAll(() => {
  fixture = threeIssues();
});

function search(jql: string): number[] | string {
  const outcome = searchIssues(fixture.site, fixture.index, jql);
  return outcome.kind === 'found' ? outcome.issues.map(({ number }) => number) : outcome.message;
}

describe('JQL finds', () => {
  test.each([
    ['project = SD', [3, 2, 1]],
    ['project = "Help desk"', [3, 2, 1]],
    ['PROJECT in (SD) order by KEY', [1, 2, 3]],
    ['key = SD-2', [2]],
    ['issuekey in (SD-1, sd-3)', [3, 1]],
    ['key != SD-2', [3, 1]],
    ['key not in (SD-1, SD-2)', [3]],
    ['labels = desk-1', [1]],
    ['labels = vip', [3]],
    ['labels in (desk-1, "desk-3")', [3, 1]],
    ['labels = desk-404', []],
    ['labels is EMPTY', [2]],
    ['labels != desk-1', [3]],
    ['assignee = iryna', [2]],
    ['assignee = "taras@example.invalid"', [3]],
    ['assignee in (iryna, taras)', [3, 2]],
    ['assignee in (iryna, EMPTY)', [2, 1]],
    ['assignee = EMPTY', [1]],
    ['assignee is EMPTY', [1]],
    ['assignee IS NOT null', [3, 2]],
    ['assignee != iryna', [3]],
    ['reporter = olena', [3, 1]],
    ['reporter = currentUser()', []],
    ['status = New', [1]],
    ['status = "in progress"', [2]],
    ['status in (New, Resolved)', [3, 1]],
    ['status != Resolved', [2, 1]],
    ['status not in ("In Progress", Resolved)', [1]],
    ['statusCategory = Done', [3]],
    ['statusCategory != Done', [2, 1]],
    ['statusCategory = "To Do"', [1]],
    ['resolution is EMPTY', [2, 1]],
    ['resolution = Done', [3]],
    ['priority = Highest', [3]],
    ['summary ~ one', [1]],
    ['description ~ "зник wi"', [1]],
    [String.raw`description ~ "\"desk-7f-01\""`, [1]],
    [String.raw`description ~ "\"7f desk 01\""`, []],
    ['description ~ "desk-7f-02"', []],
    ['description ~ "---"', []],
    [String.raw`cf[10050] ~ "\"desk-7f-01\""`, [1]],
    ['cf[10051] ~ desk', []],
    ['priority in (Medium, High)', [2, 1]],
    ['not status = New', [3, 2]],
    ['status = New or assignee = taras and labels = vip', [3, 1]],
    ['(status = New or assignee = taras) and labels = vip', [3]],
    ['NOT (status = New OR status = Resolved)', [2]],
    ['reporter = \'olena\' AND labels = "VIP"', [3]],
    ['', [3, 2, 1]],
    ['order by created', [1, 2, 3]],
    ['project = SD ORDER BY updated DESC, key ASC', [3, 2, 1]],
    ['project = SD ORDER BY priority DESC, key ASC', [3, 1, 2]],
    ['project = SD ORDER BY priority, key', [1, 2, 3]],
  ])('%s → %j', (jql, found) => {
    expect(search(jql)).toEqual(found);
  });
});

describe('JQL reads dates as the service account’s wall clock', () => {
  test.each([
    ['updated >= "2026/11/20 12:10"', [3, 2]],
    ['updated >= "2026-11-20 12:11"', [3]],
    ['updated > "2026/11/20 12:10"', [3]],
    ['updated <= "2026/11/20 12:10"', [2, 1]],
    ['updated < "2026/11/20 12:10"', [1]],
    ['updated = "2026/11/20 12:10"', [2]],
    ['updated >= "2026/11/20"', [3, 2, 1]],
    ['updated >= "2026-11-21"', []],
    ['created >= -10m', [3]],
    ['created >= "-20m"', [3, 2]],
    ['created >= -1h', [3, 2, 1]],
    ['created >= "-1d 2h"', [3, 2, 1]],
    ['created <= now()', [3, 2, 1]],
    [`updated >= ${noon + 20 * minuteMs}`, [3]],
  ])('%s → %j', (jql, found) => {
    expect(search(jql)).toEqual(found);
  });

  test('a date in summer and one in winter have their own offsets', () => {
    const summer = Date.UTC(2026, 6, 1, 9, 0, 0);
    fixture.clock.at = summer;
    actAs(fixture.site, 'iryna').createIssue({ summary: 'Summer' });
    expect(search('created = "2026-07-01 12:00"')).toEqual([4]);
    fixture.clock.at = noon + 30 * minuteMs;
  });
});

describe('JQL refuses, saying why', () => {
  test.each([
    ['nonsense = 1', "Field 'nonsense' does not exist or you do not have permission to view it."],
    ['project = OTHER', "The value 'OTHER' does not exist for the field 'project'."],
    ['key = SD-99', "An issue with key 'SD-99' does not exist for field 'key'."],
    ['status = Open', "The value 'Open' does not exist for the field 'status'."],
    ['statusCategory = Later', "The value 'Later' does not exist for the field 'statusCategory'."],
    ['assignee = nobody', "The value 'nobody' does not exist for the field 'assignee'."],
    ['priority = Critical', "The value 'Critical' does not exist for the field 'priority'."],
    ['resolution = Never', "The value 'Never' does not exist for the field 'resolution'."],
    ['assignee = membersOf()', "Unable to find JQL function 'membersOf()' for field 'assignee'."],
    ['updated >= "20.11.2026"', "Date value '20.11.2026' for field 'updated' is invalid."],
    ['updated >= "2026/11/20 12:10:30"', 'is invalid. Valid formats include'],
    ['updated >= "2026/13/20"', 'is invalid. Valid formats include'],
    ['updated >= EMPTY', "The operator '>=' of the 'updated' field takes a date."],
    ['updated in ("2026/11/20")', "The operator 'in' is not supported by the 'updated' field."],
    ['labels > a', "The operator '>' is not supported by the 'labels' field."],
    ['assignee is iryna', "The operator 'is' of the 'assignee' field takes only EMPTY or NULL."],
    ['summary !~ wifi', "The simulator does not know the operator '!~'."],
    ['summary = wifi', "The operator '=' is not supported by the 'summary' field."],
    ['description ~ EMPTY', "The operator '~' of the 'description' field takes a text."],
    ['status ~ New', "The operator '~' is not supported by the 'status' field."],
    ['status was New', "The simulator does not know the operator 'was'."],
    ['project', 'Expecting an operator'],
    ['project =', 'Expecting a value, list or function but got the end of the query.'],
    ['project = SD AND', 'Expecting a field name but got the end of the query.'],
    ['project = SD status = New', "Expecting 'AND', 'OR' or 'ORDER BY' but got 'status'. (line 1, character 14)"],
    ['(project = SD', "Expecting ')' but got the end of the query."],
    ['labels in desk-1', "Expecting '(' but got 'desk-1'."],
    ['labels in (a b)', "Expecting ',' or ')' but got 'b'."],
    ['labels not desk-1', "Expecting 'IN' but got 'desk-1'."],
    ['labels = "open', "The quoted string 'open' has not been completed."],
    ['assignee = taras@example.invalid', "The character '@' is a reserved JQL character."],
    ['project = SD ORDER updated', "Expecting 'BY' but got 'updated'."],
    ['project = SD ORDER BY summary', "Not able to sort using field 'summary'."],
    [`project = SD ORDER BY ${Array(8).fill('key').join(', ')}`, 'ORDER BY takes at most 7 fields.'],
    [`labels in (${Array(1001).fill('a').join(',')})`, 'a list has more than 1000 values.'],
    [`${'('.repeat(60)}project = SD${')'.repeat(60)}`, 'more than 50 nested conditions.'],
    [`labels = ${'a'.repeat(20_001)}`, 'the query is longer than 20000 characters.'],
  ])('%s', (jql, message) => {
    expect(search(jql)).toContain(message);
  });
});
