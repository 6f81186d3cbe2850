import type { Localised } from '../person/profile.ts';
import type { WorkingHours } from '../schedule/working-hours.ts';

export interface Team {
  readonly id: string;
  readonly title: Localised;
  readonly hours: WorkingHours;
}

/** A heading under which all request types are listed. */
export interface Department {
  readonly id: string;
  readonly title: Localised;
}

export type FieldKind = 'text' | 'choice' | 'date' | 'email';

export interface Choice {
  readonly id: string;
  readonly title: Localised;
}

/** Something a request type asks for beyond the description. */
export interface Field {
  readonly id: string;
  readonly title: Localised;
  readonly hint: Localised | null;
  readonly required: boolean;
  readonly kind: FieldKind;
  /** Two or more when the kind is 'choice', else none. */
  readonly choices: readonly Choice[];
}

export interface RequestType {
  readonly id: string;
  readonly title: Localised;
  readonly hint: Localised | null;
  readonly department: string;
  readonly team: string;
  /** How often it is asked for, as a guess: orders the list until there are counts. */
  readonly popularity: number;
  /** Filed as soon as it is chosen, without the review card. */
  readonly quick: boolean;
  readonly fields: readonly Field[];
}

/** What can be asked of the desk, and who answers. Checked once with `checkCatalogue`. */
export interface Catalogue {
  readonly name: string;
  readonly teams: readonly Team[];
  readonly departments: readonly Department[];
  /** Holds one type with the id `otherTypeId`. */
  readonly requestTypes: readonly RequestType[];
  readonly defaultTeam: string;
}

/** The type for whatever fits no other: always there, always last. */
export const otherTypeId = 'other';

export function findRequestType(catalogue: Catalogue, id: string): RequestType | null {
  return catalogue.requestTypes.find((type) => type.id === id) ?? null;
}

export function findTeam(catalogue: Catalogue, id: string): Team | null {
  return catalogue.teams.find((team) => team.id === id) ?? null;
}

/** The team that answers a request type; the default team when the type is gone from the catalogue. */
export function teamOf(catalogue: Catalogue, requestTypeId: string): string {
  return findRequestType(catalogue, requestTypeId)?.team ?? catalogue.defaultTeam;
}
