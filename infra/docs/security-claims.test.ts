import { describe, expect, it } from 'vitest';
import { readClaims } from './security-claims.ts';

/** Not written out: this file is read for claims as every other is. */
const mark = ['@', 'claim'].join('');
const claim = (words: string) => `/** ${mark} ${words} */\n`;
const read = (code: string) => readClaims('some.test.ts', code);

describe('a claim', () => {
  it('is what stands above a test, with the names of the test and the numbers it gives', () => {
    const code = `describe('the border', () => {\n${claim('border A request counts once. (ASVS 4.1.5, 12.3.5)')}it('once', () => {});\n});`;
    const test = ['the border', 'once'];
    expect(read(code)).toEqual({
      claims: [
        { section: 'border', says: 'A request counts once.', asvs: ['4.1.5', '12.3.5'], file: 'some.test.ts', test },
      ],
      problems: [],
    });
  });

  it('may run over lines, and stand above a table of cases with words of any language', () => {
    const words = `/**\n * ${mark} edge Все, що пише людина,\n * нічого не робить.\n */\n`;
    const { claims } = read(`const пошук: string = 'ї’';\n${words}it.each([[1]])('випадок %s', () => {});`);
    expect(claims).toMatchObject([
      { section: 'edge', says: 'Все, що пише людина, нічого не робить.', asvs: [], test: ['випадок %s'] },
    ]);
  });

  it('may stand above many tests together', () => {
    const { claims } = read(
      `${claim('rights Roles hold.')}describe.each([1])('role %s', () => { it('holds', () => {}); });`,
    );
    expect(claims.map(({ test }) => test)).toEqual([['role %s']]);
  });
});

describe('it is no claim', () => {
  it.each([
    ['above a test that is skipped', `${claim('edge So it is.')}it.skip('so', () => {});`],
    ['above one that is skipped here and there', `${claim('edge So it is.')}it.skipIf(slow)('so', () => {});`],
    ['above one that may fail', `${claim('edge So it is.')}it('so', { fails: true }, () => {});`],
    ['within what is skipped', `describe.skip('all', () => {\n${claim('edge So it is.')}it('so', () => {});\n});`],
    ['above something else', `${claim('edge So it is.')}const so = 1;\nit('so', () => {});`],
    ['of no section', `${claim('everything So it is.')}it('so', () => {});`],
    ['without words', `${claim('edge')}it('so', () => {});`],
  ])('%s', (_, code) => {
    const { claims, problems } = read(code);
    expect({ claims, problems: problems.length }).toEqual({ claims: [], problems: 1 });
  });
});
