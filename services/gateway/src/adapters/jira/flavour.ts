import { adfToText, replaceAdfWords, textToAdf } from './adf.ts';
import { neutraliseWiki, replaceWikiWords, wikiToText, withoutFiles } from './wiki.ts';

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
  /** The words of a comment beside the files it shows, which are listed by themselves. */
  readWords(richText: unknown, fileNames: ReadonlySet<string>): string;
  /** False for a comment that shows files and says nothing. */
  hasWords(richText: unknown): boolean;
  /** Other words in a rich text; the files it shows stay. */
  replaceWords(richText: unknown, text: string): unknown;
  /** What a new request says beside its fields. */
  readonly requestFlags: Readonly<Record<string, unknown>>;
  /** Where the bytes of a file are. */
  fileAddress(id: string, name: string): { readonly path: string; readonly query: Readonly<Record<string, string>> };
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
  readWords: adfToText,
  hasWords: (document) => adfToText(document) !== '',
  replaceWords: replaceAdfWords,
  requestFlags: { isAdfRequest: true },
  fileAddress: (id) => ({ path: `/rest/api/3/attachment/content/${id}`, query: { redirect: 'false' } }),
  profilePath: (account) => `/jira/people/${encodeURIComponent(account)}`,
  searchSettled: false,
};

const dataCenter: JiraFlavour = {
  name: 'data-center',
  api: '/rest/api/2',
  personKey: 'name',
  writeText: neutraliseWiki,
  readText: (wiki) => wikiToText(wikiOf(wiki)),
  readWords: (wiki, fileNames) => wikiToText(withoutFiles(wikiOf(wiki), (name) => fileNames.has(name))),
  hasWords: (wiki) => withoutFiles(wikiOf(wiki), () => true) !== '',
  replaceWords: replaceWikiWords,
  requestFlags: {},
  fileAddress: (id, name) => ({ path: `/secure/attachment/${id}/${encodeURIComponent(name)}`, query: {} }),
  profilePath: (account) => `/secure/ViewProfile.jspa?name=${encodeURIComponent(account)}`,
  searchSettled: true,
};

export const flavours: Readonly<Record<JiraFlavourName, JiraFlavour>> = { cloud, 'data-center': dataCenter };

function wikiOf(richText: unknown): string {
  return typeof richText === 'string' ? richText.replaceAll('\r\n', '\n') : '';
}
