import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createLogger } from '@desk/logging';
import { startPostgres, startRedis } from '@desk/testing';
import { expect, test } from 'vitest';
import { botEnvironment } from '../stack/stack-environment.ts';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { accepts, asksForSpecialist, consultWords } from './world/consult.ts';
import { followRedis } from './world/follow-redis.ts';
import { openPostgresFiles } from './world/read-postgres-files.ts';
import { document } from './world/sample-files.ts';
import { type Canary, findCanaries } from './world/search-bytes.ts';
import { dumpTables, queryRows } from './world/search-tables.ts';
import { everythingIsMirrored } from './world/settle.ts';

/** Planted where people write them, and looked for wherever the DMZ keeps anything. */
const words = {
  phone: '380500000001',
  name: 'Коваль',
  email: 'olena.koval@example.test',
  department: 'відділ продажу',
  text: 'Таємничий гул у серверній',
  file: 'план-евакуації',
  content: 'Код від сейфа знає лише охорона',
  reason: 'стоїть уся бухгалтерія',
  comment: 'Сусідній поверх також гуде',
  talk: 'Ключ від шафи лежить у вахтера',
  rating: 'Фахівчиня дуже терпляча',
  refused: 'Незнайомко Приходько',
} as const;
/** The head of a session token, and what Telegram knows the bot by. */
const tokens = { session: Buffer.from('{"alg":"EdDSA"').toString('base64url').slice(0, -1), bot: 'token-of-a-journey' };

const canaries: readonly Canary[] = Object.entries({ ...words, ...tokens }).map(([name, value]) => ({
  name,
  words: value,
}));

const patiently = { timeout: 20_000, interval: 100 };
const run = promisify(execFile);

/** @claim privacy Names, phones, texts, tokens, e-mail addresses and file contents stand nowhere in the DMZ in clear or merely encoded: not in its tables, their files, the write-ahead log, Redis, logs of every level or what a dying process writes. */
test('nothing personal lies in the DMZ in clear, whatever happened', async () => {
  await using dmz = await startDmz();
  const { world } = dmz;
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  const stranger = world.meetOther({ name: words.refused, phone: '+380509999999' });
  await stranger.opensTheChat();
  await stranger.sharesTheirNumber();
  await stranger.sees('Не вдалося підтвердити доступ');
  await iryna.signsIn();
  await olena.signsIn();
  const bytes = Buffer.concat([document.bytes, Buffer.from(`% ${words.content}\n`)]);
  await olena.does((phone) =>
    phone.sendDocument({ ...document, bytes, name: `${words.file}.pdf`, caption: `${words.text}.` }),
  );
  await olena.sees('Файли: 1');
  await olena.presses('Проблеми з інтернетом');
  await olena.sees('Перевірте');
  await olena.presses('Змінити');
  await olena.seesButton('Пріоритет');
  await olena.presses('Пріоритет');
  await olena.seesButton('Критичний');
  await olena.presses('Критичний');
  await olena.sees('Що зупинилося');
  await olena.writes(words.reason);
  await olena.sees('пріоритет критичний');
  expect(await dmz.searchTables()).toEqual([]);

  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  await iryna.goesOnShift();
  const notice = await iryna.sees(`Нова заявка ${number} · пріоритет критичний`);
  await world.tracker.shows(([ticket]) => ticket?.assignee !== null);
  // On its way while the tracker is away: what fails is logged.
  world.tracker.goesAway();
  await iryna.does((phone) => phone.send(words.comment, { replyTo: notice.id }));
  await world.tracker.comesBack();
  await world.tracker.shows(([ticket]) => ticket?.comments.some(({ text }) => text.includes(words.comment)) ?? false);
  await asksForSpecialist(olena);
  await accepts(iryna, olena);
  await olena.writes(words.talk);
  await iryna.sees(words.talk);
  await olena.presses(consultWords.end);
  await olena.sees('Як вам допомога?');
  await olena.presses('5');
  await olena.sees('Дякуємо');
  await everythingIsMirrored(world);

  expect(await dmz.search()).toEqual([]);
  const inside = (await dumpTables(world.databases.gateway)).join('\n');
  const texts = canaries.filter(({ name }) => !['name', 'department', 'email', 'bot'].includes(name));
  expect(findCanaries(Buffer.from(inside), texts)).toEqual([]);

  const died = await dieOfWords(world, words.talk);
  expect(died).toMatchObject({ code: 70, reports: [] });
  expect(died.said).toContain('The process ends because of a defect');
  expect(findCanaries(Buffer.from(died.said), canaries)).toEqual([]);

  // The search finds what is there: in each place, and however it is written down.
  await queryRows(dmz.databaseUrl, "insert into cursors (name, value) values ('canary', $1)", [
    Buffer.from(`- ${words.text} -`).toString('base64'),
  ]);
  dmz.logger.info('Planted', { planted: words.reason });
  await dmz.plantInRedis(Buffer.from(words.talk).toString('hex'));
  await dmz.redisHas('planted');
  expect(await dmz.searchEach()).toEqual({
    ...{ tables: ['text'], files: ['text'], log: ['text'], redis: ['talk'], lines: ['reason'] },
  });
});

/** A world whose bot has servers of its own, and what they and the bot write down. */
async function startDmz() {
  const [postgres, redis] = await Promise.all([
    startPostgres({ purpose: 'tests', fresh: true }),
    startRedis({ purpose: 'tests', exclusive: true }),
  ]);
  const databaseUrl = await postgres.createDatabase(`canaries_${process.pid}`);
  const files = await openPostgresFiles(databaseUrl);
  const followed = await followRedis(redis.url);
  const lines: string[] = [];
  const logger = createLogger({
    service: 'bot',
    level: 'debug',
    destination: { write: (line) => void lines.push(line) },
  });
  const world = await createDeskWorld({
    logger,
    prepare: async (place) => ({
      ...place,
      redisUrl: redis.url,
      databases: { ...place.databases, bot: databaseUrl },
    }),
  });
  const searchTables = async () => findCanaries(Buffer.from((await dumpTables(databaseUrl)).join('\n')), canaries);
  const searchEach = async () => ({
    tables: await searchTables(),
    // First: as the tables are written to disk the log before that is dropped.
    log: findCanaries(await files.readLog(), canaries),
    files: findCanaries(await files.readTables(), canaries),
    redis: findCanaries(followed.heard(), canaries),
    lines: findCanaries(Buffer.from(lines.join('')), canaries),
  });
  return {
    ...{ world, databaseUrl, logger, searchTables, searchEach },
    search: async () =>
      Object.entries(await searchEach()).flatMap(([where, found]) => found.map((name) => `${where}: ${name}`)),
    plantInRedis: followed.write,
    redisHas: (key: string) => expect.poll(() => followed.heard().includes(key), patiently).toBe(true),
    async [Symbol.asyncDispose]() {
      await world.close();
      followed.close();
      await files.close();
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}

/** The bot as it is started, with something in it that throws a person's words while it starts. */
async function dieOfWords({ place }: DeskWorld, said: string) {
  const folder = await mkdtemp(join(tmpdir(), 'desk-dying-'));
  const preload = join(folder, 'defect.mjs');
  await writeFile(
    preload,
    `setTimeout(() => { throw new TypeError(${JSON.stringify(said)}, { cause: new Error(${JSON.stringify(said)}) }); });`,
  );
  const main = join(import.meta.dirname, '..', '..', 'services', 'bot', 'src', 'main.ts');
  const report = ['--report-uncaught-exception', `--report-directory=${folder}`];
  const args = [...report, '--import', pathToFileURL(preload).href, main];
  const env = { ...botEnvironment(place), LOG_LEVEL: 'debug', NODE_NO_WARNINGS: '1' };
  const ended = await run(process.execPath, args, { env, timeout: 20_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (failure: { code: number; stdout: string; stderr: string }) => failure,
  );
  const reports = (await readdir(folder)).filter((name) => name.startsWith('report.'));
  await rm(folder, { recursive: true });
  return { code: ended.code, said: `${ended.stdout}${ended.stderr}`, reports };
}
