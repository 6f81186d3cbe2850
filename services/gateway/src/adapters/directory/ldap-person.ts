import { highestRole } from './highest-role.ts';
import { comparable, type DisabledRule, type GroupMap, type LdapMap } from './ldap-map.ts';
import type { LdapEntry } from './ldap-session.ts';
import type { RawRow } from './person-row.ts';

/** The groups of ROLE_MAP_FILE that an entry is in. */
export type GroupsOf = (entry: LdapEntry) => readonly GroupMap[];

const phoneLettersMax = 40;
const millisecondsFrom1601To1970 = 11_644_473_600_000n;
/** What Active Directory writes for an account that never expires; 0 means the same. */
const windowsNever = 0x7fff_ffff_ffff_ffffn;

/** An entry as the row that every source gives. `place` is for one without an id. */
export function rowOf(entry: LdapEntry, map: LdapMap, groupsOf: GroupsOf, at: { now: number; place: string }): RawRow {
  const { attributes } = map;
  const [employeeId, trackerAccount] = [
    firstOf(entry, attributes.employeeId),
    firstOf(entry, attributes.trackerAccount),
  ];
  const groups = groupsOf(entry);
  return {
    where: employeeId === undefined ? at.place : `employee ${employeeId}`,
    value: {
      employeeId,
      displayName: firstOf(entry, attributes.displayName),
      position: firstOf(entry, attributes.position),
      department: firstOf(entry, attributes.department),
      phones: attributes.phones.flatMap((name) => entry.values(name).flatMap(phonesIn)),
      email: firstOf(entry, attributes.email) ?? null,
      active: !isDisabled(entry, map.disabled, at.now),
      role: highestRole(groups.map(({ role }) => role)),
      teams: [...new Set(groups.flatMap(({ teams }) => teams))],
      trackerAccount: trackerAccount ?? null,
    },
  };
}

/** Every attribute that `rowOf` looks at. */
export function attributesOf({ attributes, disabled, membership }: LdapMap): readonly string[] {
  const ofMembership = membership.from === 'person' ? membership.attribute : membership.naming;
  return [
    ...new Set([
      ...Object.values(attributes).flat(),
      ...statusAttributesOf(disabled),
      ...(ofMembership === null ? [] : [ofMembership]),
    ]),
  ];
}

export function statusAttributesOf(rules: readonly DisabledRule[]): readonly string[] {
  return rules.map(({ attribute }) => attribute);
}

export function isDisabled(entry: LdapEntry, rules: readonly DisabledRule[], now: number): boolean {
  return rules.some((rule) => breaks(entry.values(rule.attribute), rule, now));
}

function breaks(values: readonly string[], rule: DisabledRule, now: number): boolean {
  const is = (wanted: readonly string[]) => (value: string) =>
    wanted.some((one) => one.toLowerCase() === value.trim().toLowerCase());
  if ('bit' in rule) {
    const number = /^-?\d{1,10}$/.test(values[0] ?? '') ? Number(values[0]) : null;
    return number === null || (number & rule.bit) !== 0;
  }
  if ('past' in rule) return values.some((value) => isPast(value, now));
  if ('present' in rule) return values.length > 0;
  return 'values' in rule ? values.some(is(rule.values)) : !values.some(is(rule.otherThan));
}

function isPast(windowsTime: string, now: number): boolean {
  if (!/^\d{1,19}$/.test(windowsTime)) return false;
  const ticks = BigInt(windowsTime);
  return ticks !== 0n && ticks !== windowsNever && ticks / 10_000n - millisecondsFrom1601To1970 <= BigInt(now);
}

/** Which groups people are in by their own lists. */
export function groupsByPerson(groups: readonly GroupMap[], attribute: string): GroupsOf {
  const known = new Map(groups.map((group) => [comparable(group.group), group]));
  return (entry) => entry.values(attribute).flatMap((name) => known.get(comparable(name)) ?? []);
}

/** Which groups people are in by the groups' lists; `naming` as in ROLE_MAP_FILE. */
export function groupsByMember(
  lists: readonly { readonly group: GroupMap; readonly members: readonly string[] }[],
  naming: string | null,
): GroupsOf {
  const known = new Map<string, GroupMap[]>();
  for (const { group, members } of lists) {
    for (const member of members) {
      const name = comparable(member);
      known.set(name, [...(known.get(name) ?? []), group]);
    }
  }
  return (entry) =>
    (naming === null ? [entry.dn] : entry.values(naming)).flatMap((name) => known.get(comparable(name)) ?? []);
}

function firstOf(entry: LdapEntry, names: readonly string[]): string | undefined {
  return names.flatMap((name) => entry.values(name)).find((value) => value.trim() !== '');
}

/** Directories hold phones as people typed them: several in one value, or with words that make none of it. */
function phonesIn(value: string): readonly string[] {
  return value
    .split(/[;,/\n]/)
    .map((part) => part.trim().slice(0, phoneLettersMax))
    .filter((part) => part !== '');
}
