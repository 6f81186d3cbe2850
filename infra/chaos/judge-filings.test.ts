import { expect, test } from 'vitest';
import { type Evidence, type Filing, judgeFilings, type TicketSeen, type Wrong, wrongs } from './judge-filings.ts';

const filing: Filing = { code: 'C0001', fileNames: ['log.txt'] };
const other: Filing = { code: 'C0002', fileNames: [] };

const ticket: TicketSeen = {
  number: 'SD-1',
  text: 'C0001 The printer does not print',
  markers: ['desk-1'],
  assignee: 'iryna',
  assignments: 1,
  fileNames: ['log.txt'],
};
const otherTicket: TicketSeen = { ...ticket, number: 'SD-12', text: 'C0002 Slow', markers: ['desk-2'], fileNames: [] };

const good: Evidence = {
  tickets: [ticket, otherTicket],
  requesterChats: new Map([
    ['C0001', ['Ticket SD-1 is created.']],
    ['C0002', ['Ticket SD-12 is created.']],
  ]),
  noticesTo: new Map([
    ['iryna', ['New ticket SD-1: C0001', 'New ticket SD-12: C0002']],
    ['andrii', []],
  ]),
  listsOf: new Map(),
};

function wrongOf(evidence: Evidence): Wrong[] {
  const { wrong } = judgeFilings([filing, other], evidence);
  expect(wrongs.flatMap((each) => wrong[each]).filter((code) => code !== 'C0001')).toEqual([]);
  return wrongs.filter((each) => wrong[each].includes('C0001'));
}

test('one ticket, one assignment, its number shown and its specialist told: nothing is wrong', () => {
  expect(wrongOf(good)).toEqual([]);
  expect(judgeFilings([filing, other], good).repeatedNotices).toBe(0);
});

const changed = (change: Partial<TicketSeen>): Evidence => ({
  ...good,
  tickets: [{ ...ticket, ...change }, otherTicket],
});
const told = (iryna: string[], andrii: string[]): Evidence => ({
  ...good,
  noticesTo: new Map([
    ['iryna', [...iryna, 'New ticket SD-12: C0002']],
    ['andrii', andrii],
  ]),
});

test.each<[name: string, evidence: Evidence, wrong: Wrong[]]>([
  ['no ticket', { ...good, tickets: [otherTicket] }, ['no-ticket']],
  [
    'two tickets of one text',
    { ...good, tickets: [...good.tickets, { ...ticket, number: 'SD-3', markers: ['desk-3'] }] },
    ['several-tickets'],
  ],
  [
    'two tickets of one marker',
    { ...good, tickets: [...good.tickets, { ...ticket, number: 'SD-3', text: '' }] },
    ['several-tickets'],
  ],
  [
    'another number shown',
    {
      ...good,
      requesterChats: new Map([
        ['C0001', ['Ticket SD-12']],
        ['C0002', ['SD-12.']],
      ]),
    },
    ['number-not-shown'],
  ],
  ['a chat without a word', { ...good, requesterChats: new Map([['C0002', ['SD-12.']]]) }, ['number-not-shown']],
  ['nobody assigned', changed({ assignee: null, assignments: 0 }), ['not-assigned']],
  ['two assigned, one after the other', changed({ assignments: 2 }), ['assigned-again']],
  ['nobody told', told([], []), ['specialist-not-told']],
  ['someone else told', told([], ['New ticket SD-1: C0001']), ['specialist-not-told', 'wrong-specialist-told']],
  ['a file missing', changed({ fileNames: [] }), ['file-lost']],
  ['a file twice', changed({ fileNames: ['log.txt', 'log.txt'] }), ['file-twice']],
])('%s', (_name, evidence, wrong) => {
  expect(wrongOf(evidence)).toEqual(wrong);
});

test('a notice that came twice is counted, not judged', () => {
  const evidence = told(['New ticket SD-1: C0001', 'New ticket SD-1: C0001'], []);
  expect(wrongOf(evidence)).toEqual([]);
  expect(judgeFilings([filing, other], evidence).repeatedNotices).toBe(1);
});

test('a ticket without its notice is not lost where it stands in the specialist’s list', () => {
  const listed = { ...told([], []), listsOf: new Map([['iryna', ['Assigned to me · 2', 'SD-1 · new']]]) };
  expect(wrongOf(listed)).toEqual([]);
  expect(judgeFilings([filing, other], listed).onlyListed).toEqual(['C0001']);
  const others = {
    ...told([], []),
    listsOf: new Map([
      ['andrii', ['SD-1 · new']],
      ['iryna', ['SD-12 · new']],
    ]),
  };
  expect(wrongOf(others)).toEqual(['specialist-not-told']);
});
