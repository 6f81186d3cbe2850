/** Why somebody cannot be erased just now. */
export type ErasureObstacle =
  /** Asks for a consultation, has one, or is asked to take one. */
  | 'consultation'
  /** A ticket, a comment or a conversation of theirs is on its way to the tracker. */
  | 'sending'
  | 'on-shift'
  /** Open tickets are theirs to solve. */
  | 'assigned';

/**
 * Everything the bot holds of a person, opened: plain values under names that say what they are, instants as ISO 8601
 * has them. Words of others stand in it only where the person has read them.
 */
export type PersonRecord = Readonly<Record<string, unknown>>;

export interface PersonRecords {
  /** Null where there is no such person any more. */
  read(personId: string): Promise<PersonRecord | null>;
  findObstacles(personId: string): Promise<readonly ErasureObstacle[]>;
  /** When they last had it all as a file; null: never. */
  findLastExport(personId: string): Promise<number | null>;
}
