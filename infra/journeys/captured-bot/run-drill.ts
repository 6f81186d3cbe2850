import { confirmByMail } from '../../stack/confirm-by-mail.ts';
import type { DeskWorld } from '../desk-world.ts';
import { queryRows } from '../world/search-tables.ts';
import { attackAudit, type OwnEntry } from './attack-audit.ts';
import {
  borrowConfirmations,
  confirmAsSupervisor,
  guessCodes,
  readWaiting,
  type Waiting,
} from './attack-confirmations.ts';
import { actAsService, askForColleagues, readFeeds } from './attack-feeds.ts';
import { useGrants, useOldGrants, widenGrants } from './attack-grants.ts';
import {
  type KnownPhone,
  phonesOfTheOthers,
  type SignInSpoils,
  signInAsOthers,
  signInWithNothing,
} from './attack-sign-ins.ts';
import { attackSignatures } from './attack-signatures.ts';
import { attackForeignTickets, attackOwnTickets, attackTicketsOfTeam, attackUploadsAndKeys } from './attack-tickets.ts';
import { attackTokens, attackWithoutPerson } from './attack-tokens.ts';
import type { AttackResult } from './attempt.ts';
import type { EndpointName } from './calls.table.ts';
import type { Captured, OpenedGateway } from './capture-bot.ts';
import { companySize, liveNewcomers, triedOfOthers } from './company.ts';
import { type KeptCodes, keepCodes } from './keep-codes.ts';
import type { LootedSession } from './loot-database.ts';

export interface Drill {
  /** What does not depend on how first sign-ins are confirmed. */
  readonly always: readonly AttackResult[];
  readonly byEmail: { readonly signIns: SignInSpoils; readonly rest: readonly AttackResult[] };
  readonly byPhoneAlone: SignInSpoils;
  /** What a sign-in that waits for its code told the bot. */
  readonly toldOfOthers: readonly string[];
  readonly asked: ReadonlySet<EndpointName>;
}

/** As far below its usual value as fewer than everybody are tried. */
export const alarmSettings = { ALARM_SIGN_INS_PER_10_MINUTES: '80' } as const;
const byEmail = { ...alarmSettings, ...confirmByMail({ url: 'smtp://127.0.0.1:9' }) };
const asThem = 'sign-ins as people who are not signed in, their phones known from elsewhere';
const signInAttacks = {
  byEmail: `${asThem}; a code by e-mail is asked for`,
  byPhone: `${asThem}; the phone alone is asked for`,
} as const;
const grantHours = 73;
const strangersTried = { borrowed: 4, guessed: 3 } as const;

/** The whole drill, in the order in which nothing spoils what comes after it. */
export async function runDrill(captured: Captured): Promise<Drill> {
  const { world } = captured;
  const letters = keepCodes();
  const phones = phonesOfTheOthers(world, captured.over).slice(0, triedOfOthers());
  const asked = new Set<EndpointName>();
  const note = ({ voice }: OpenedGateway) => voice.asked.forEach((name) => void asked.add(name));

  const careful = await captured.openGateway(byEmail, { mailer: letters });
  const always = await attackAsItStands(captured, careful);
  const confirmed = await attackSignIns(captured, careful, { letters, phones });
  note(careful);
  await careful[Symbol.asyncDispose]();

  await using trusting = await captured.openGateway({ ...alarmSettings, BINDING_CONFIRMATION: 'none' });
  const byPhoneAlone = await signInAsOthers(trusting.voice, world.clock, { attack: signInAttacks.byPhone, phones });
  world.clock.passMinutes(grantHours * 60);
  const late = await useOldGrants(trusting.voice, captured);
  note(trusting);
  const { signIns, rest, toldOfOthers } = confirmed;
  return { always: [...always, late], byEmail: { signIns, rest }, byPhoneAlone, toldOfOthers, asked };
}

/** With the sessions and grants as they were found, at one moment. */
async function attackAsItStands(captured: Captured, { voice }: OpenedGateway): Promise<readonly AttackResult[]> {
  const { world, live, own } = captured;
  return [
    await attackSignatures(voice, world.clock.now),
    await attackTokens(voice, captured),
    await attackWithoutPerson(voice),
    await attackForeignTickets(voice, captured),
    await attackTicketsOfTeam(voice, captured),
    await attackOwnTickets(voice, captured),
    await attackUploadsAndKeys(voice, captured),
    await askForColleagues(voice, live[0]?.token ?? '', own[0] ?? ''),
    await widenGrants(voice, captured),
    await useGrants(voice, world.clock, captured),
    await readFeeds(voice),
    await actAsService(voice, world, captured),
    await attackAudit(voice, await readOwnLog(world)),
  ];
}

/** Everybody else, while a first sign-in asks for a code; then whatever could stand in for the code. */
async function attackSignIns(
  captured: Captured,
  { voice }: OpenedGateway,
  { letters, phones }: { readonly letters: KeptCodes; readonly phones: readonly KnownPhone[] },
) {
  const { world } = captured;
  const before = await renewAll(captured, { voice });
  const signIns = await signInAsOthers(voice, world.clock, { attack: signInAttacks.byEmail, phones });
  const bound = liveNewcomers.map(({ phones: [phone = ''] }) => phone);
  const nothing = await signInWithNothing(voice, world.clock, { bound, inactive: inactivePhone(world) });
  const live = await renewAll({ live: before }, { voice });
  const waitingFor = (from: number, count: number): Waiting[] =>
    phones.slice(from, from + count).flatMap(({ telegramUserId, email }) => {
      const found = signIns.waiting.find((each) => each.telegramUserId === telegramUserId);
      const latestCode = () => letters.latestCode(email);
      return found ? [{ telegramUserId, confirmationId: readWaiting(found.answer).id, latestCode }] : [];
    });
  const firstStranger = companySize.absent + companySize.sample;
  const others = waitingFor(firstStranger, strangersTried.borrowed);
  const employees = live.slice(0, others.length);
  const borrowed = await borrowConfirmations(voice, others, employees);
  const supervisor = live.at(-1)?.token ?? '';
  const colleagues = waitingFor(0, companySize.absent);
  const judged = await confirmAsSupervisor(voice, { colleagues, others, token: supervisor });
  const guessed = phones
    .slice(-strangersTried.guessed)
    .map((known) => ({ ...known, latestCode: () => letters.latestCode(known.email) }));
  const rest = [nothing, borrowed, judged, await guessCodes(voice, world.clock, guessed)];
  return { signIns, rest, toldOfOthers: signIns.waiting.map(({ answer }) => readWaiting(answer).told) };
}

/** The sessions that are still live, with tokens of this moment. */
async function renewAll(
  { live }: Pick<Captured, 'live'>,
  { voice }: Pick<OpenedGateway, 'voice'>,
): Promise<readonly LootedSession[]> {
  const renewed = await Promise.all(
    live.map(async (session) => {
      const answer = await voice.client.renewSession({ token: session.token });
      return answer.kind === 'answered' ? [{ ...session, token: answer.body.session.token }] : [];
    }),
  );
  return renewed.flat();
}

async function readOwnLog({ databases }: DeskWorld): Promise<readonly OwnEntry[]> {
  interface Row extends Record<string, unknown> {
    readonly number: string;
    readonly bytes: Buffer;
    readonly hash: Buffer;
  }
  const rows = await queryRows<Row>(databases.bot, 'select number, bytes, hash from system_log order by number');
  return rows.map(({ number, bytes, hash }) => ({ number: Number(number), bytes, hash }));
}

function inactivePhone({ organisation }: DeskWorld): string {
  return organisation.people.find(({ role }) => role === 'dismissed')?.phone ?? '';
}
