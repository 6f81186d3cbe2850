import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';

/** The sections of docs/security.md, in its order. */
export const claimSections = ['border', 'rights', 'edge', 'privacy', 'audit'] as const;
export type ClaimSection = (typeof claimSections)[number];

/** What a test holds, as the comment above it says. */
export interface Claim {
  readonly section: ClaimSection;
  readonly says: string;
  /** Numbers of OWASP ASVS 5.0 requirements. */
  readonly asvs: readonly string[];
  /** Path from the root of the repository, with forward slashes. */
  readonly file: string;
  /** The names of the test and of what it stands in, the outermost first. */
  readonly test: readonly string[];
}

export interface CollectedClaims {
  readonly claims: readonly Claim[];
  /** Claims that nothing holds, a line each with its place. */
  readonly problems: readonly string[];
}

const testFiles = '{packages,services,infra}/**/*.test.ts';
const mark = '@claim';

/**
 * Every claim that stands above a test: `@claim`, a section, a sentence, and in the end perhaps `(ASVS 8.2.2)`. The files
 * are read, not run, so that a claim is held by what stands there, on every machine alike.
 */
export async function collectClaims(root: string): Promise<CollectedClaims> {
  const files: string[] = [];
  for await (const file of glob(testFiles, { cwd: root, exclude: (path) => path.includes('node_modules') })) {
    files.push(file.replaceAll('\\', '/'));
  }
  const read = await Promise.all(
    files.toSorted().map(async (file) => readClaims(file, await readFile(join(root, file), 'utf8'))),
  );
  return { claims: read.flatMap(({ claims }) => claims), problems: read.flatMap(({ problems }) => problems) };
}

/** The claims of one file. */
export function readClaims(file: string, code: string): CollectedClaims {
  const written = code.split(mark).length - 1;
  if (written === 0) return { claims: [], problems: [] };
  const claims: Claim[] = [];
  const problems: string[] = [];
  for (const { start, names, isSkipped } of findTests(code)) {
    const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(code.slice(0, start))?.[1] ?? '';
    if (!comment.includes(mark)) continue;
    const claim = readComment(comment);
    const test = names.join(' › ');
    if (claim === null) problems.push(`${file}: the claim above "${test}" names no section, or says nothing`);
    else if (isSkipped) problems.push(`${file}: the claim above "${test}" is held by a test that is not always run`);
    else claims.push({ ...claim, file, test: names });
  }
  const lost = written - claims.length - problems.length;
  if (lost > 0) problems.push(`${file}: ${lost} of ${written} claims stand above no test`);
  return { claims, problems };
}

function readComment(comment: string): Pick<Claim, 'section' | 'says' | 'asvs'> | null {
  const text = comment.replace(/^[ \t]*\*[ \t]?/gm, '').replace(/\s+/g, ' ');
  const [, name, rest = ''] = /@claim (\S+) (.+)$/.exec(text.trim()) ?? [];
  const section = claimSections.find((each) => each === name);
  const [, says = '', numbers = ''] = /^(.*?)\s*(?:\(ASVS ([\d., ]+)\))?$/.exec(rest) ?? [];
  if (section === undefined || says === '') return null;
  return { section, says, asvs: numbers.split(/[ ,]+/).filter((number) => number !== '') };
}

interface FoundTest {
  /** Where its statement begins. */
  readonly start: number;
  readonly names: readonly string[];
  readonly isSkipped: boolean;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [property: string]: unknown;
}

const runners: ReadonlySet<unknown> = new Set(['describe', 'it', 'test']);
const notAlwaysRun: ReadonlySet<unknown> = new Set(['skip', 'todo', 'skipIf', 'runIf', 'fails']);

/** Every `describe`, `it` and `test` of a file, also `each` and `for`. */
function findTests(code: string): readonly FoundTest[] {
  const found: FoundTest[] = [];
  visit(parseAst(code, { lang: 'ts' }), [], false);
  return found;

  function visit(value: unknown, outer: readonly string[], isSkipped: boolean): void {
    if (Array.isArray(value)) {
      for (const each of value) visit(each, outer, isSkipped);
      return;
    }
    if (!isNode(value)) return;
    const test = value.type === 'ExpressionStatement' ? readTest(value.expression, code) : null;
    const names = test === null ? outer : [...outer, test.name];
    const skipped = isSkipped || test?.isSkipped === true;
    if (test !== null) found.push({ start: value.start, names, isSkipped: skipped });
    for (const child of Object.values(value)) visit(child, names, skipped);
  }
}

function readTest(expression: unknown, code: string): { readonly name: string; readonly isSkipped: boolean } | null {
  if (!isNode(expression) || expression.type !== 'CallExpression' || !Array.isArray(expression.arguments)) return null;
  const [words, isOfRunner] = wordsOf(expression.callee);
  const [title, options] = expression.arguments;
  if (!isOfRunner || !isNode(title)) return null;
  const isSkipped = words.some((word) => notAlwaysRun.has(word)) || hasSkippingOption(options);
  return { name: titleOf(title, code), isSkipped };
}

/** `it.skip.each([…])`: skip, each; and whether it is one of vitest’s. */
function wordsOf(callee: unknown): readonly [words: readonly unknown[], isOfRunner: boolean] {
  if (!isNode(callee)) return [[], false];
  if (callee.type === 'Identifier') return [[], runners.has(callee.name)];
  if (callee.type === 'CallExpression') return wordsOf(callee.callee);
  if (callee.type === 'TaggedTemplateExpression') return wordsOf(callee.tag);
  if (callee.type !== 'MemberExpression' || !isNode(callee.property)) return [[], false];
  const [words, isOfRunner] = wordsOf(callee.object);
  return [[...words, callee.property.name], isOfRunner];
}

function hasSkippingOption(options: unknown): boolean {
  if (!isNode(options) || options.type !== 'ObjectExpression' || !Array.isArray(options.properties)) return false;
  return options.properties.some((each) => isNode(each) && isNode(each.key) && notAlwaysRun.has(each.key.name));
}

/** As it stands in the file: what `%s` stands for is not known before the test runs. */
function titleOf(title: Node, code: string): string {
  if (typeof title.value === 'string') return title.value;
  const written = typeof title.end === 'number' ? code.slice(title.start, title.end) : '';
  return written.replace(/^`|`$/g, '');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
