import { expect, it } from 'vitest';
import type { Talk } from '../ports/consultations.ts';
import type { Intent, Speaker } from './intent.ts';
import { noTalk, overtakenMs, type SeeingNeeds, type Seen, seeSpeaker } from './see-speaker.ts';

const now = 1_000_000;
const talk: Talk = { dialogues: [], justEnded: { id: 'over', ticketId: 'ticket', endedAt: now } };
const speaker: Speaker = { telegramId: 7, chatId: 7, chatKind: 'private', language: 'uk' };
const words: Intent = {
  kind: 'message',
  part: { messageId: 1, albumId: null, text: 'Так', file: null },
  replyTo: null,
};
const command: Intent = { kind: 'command', command: 'help' };

function asking() {
  const asked: string[] = [];
  const needs = {
    people: {
      findByTelegramId: async (id: number) => {
        asked.push(`who ${id}`);
        return null;
      },
    },
    consultations: {
      findTalk: async (id: number, since: number) => {
        asked.push(`talk ${id} since ${since}`);
        return talk;
      },
    },
  };
  return { asked, needs: needs as unknown as SeeingNeeds };
}

const ahead: Seen = { known: null, talk: { ...talk } };

it.each<{ name: string; speaker: Speaker; intent: Intent; ahead: Seen | null; asked: string[]; talk: Talk }>([
  {
    ...{ name: 'words may be said in a dialogue', speaker, intent: words, ahead: null },
    ...{ asked: ['who 7', `talk 7 since ${now - overtakenMs}`], talk },
  },
  {
    ...{ name: 'no dialogue holds a command', speaker, intent: command, ahead: null },
    ...{ asked: ['who 7'], talk: noTalk },
  },
  {
    ...{ name: 'nor what is said in a group', speaker: { ...speaker, chatKind: 'group' }, intent: words, ahead: null },
    ...{ asked: ['who 7'], talk: noTalk },
  },
  { name: 'what was read ahead is not asked', speaker, intent: words, ahead, asked: [], talk },
  { name: 'not even for a command', speaker, intent: command, ahead, asked: [], talk: noTalk },
])('$name', async ({ speaker: each, intent, ahead: read, asked: expected, talk: seen }) => {
  const { asked, needs } = asking();
  expect(await seeSpeaker(needs, { speaker: each, intent, now }, read)).toEqual({ known: null, talk: seen });
  expect(asked).toEqual(expected);
});
