import { adfToText, replaceAdfWords, textToAdf } from './adf.ts';
import { neutraliseWiki, replaceWikiWords, wikiToText } from './wiki.ts';

export type JiraFlavourName = 'cloud' | 'data-center';

/** Where the two Jiras differ. */
export interface JiraFlavour {
  readonly name: JiraFlavourName;
  readonly api: '/rest/api/3' | '/rest/api/2';
  /** The key under which a person is named. */
  readonly personKey: 'accountId' | 'name';
  /** A person's words as a rich text in which nothing acts. */
  writeText(text: string): unknown;
  readText(richText: unknown): string;
  /** Other words in a rich text; the files it shows stay. */
  replaceWords(richText: unknown, text: string): unknown;
  /** What a new request says beside its fields. */
  readonly requestFlags: Readonly<Record<string, unknown>>;
  /** The path of a person's page. */
  profilePath(account: string): string;
  /** A search answers with all that was written before it. */
  readonly searchSettled: boolean;
}

const cloud: JiraFlavour = {
  name: 'cloud',
  api: '/rest/api/3',
  personKey: 'accountId',
  writeText: textToAdf,
  readText: adfToText,
  replaceWords: replaceAdfWords,
  requestFlags: { isAdfRequest: true },
  profilePath: (account) => `/jira/people/${encodeURIComponent(account)}`,
  searchSettled: false,
};

const dataCenter: JiraFlavour = {
  name: 'data-center',
  api: '/rest/api/2',
  personKey: 'name',
  writeText: neutraliseWiki,
  readText: (wiki) => (typeof wiki === 'string' ? wikiToText(wiki.replaceAll('\r\n', '\n')) : ''),
  replaceWords: replaceWikiWords,
  requestFlags: {},
  profilePath: (account) => `/secure/ViewProfile.jspa?name=${encodeURIComponent(account)}`,
  searchSettled: true,
};

export const flavours: Readonly<Record<JiraFlavourName, JiraFlavour>> = { cloud, 'data-center': dataCenter };
