/** Languages the desk speaks. */
export type Language = 'uk' | 'en';

/** A text in every language the desk speaks. */
export type Localised = Readonly<Record<Language, string>>;

/** Every specialist is also an employee; every supervisor is also a specialist of their teams. */
export type Role = 'employee' | 'specialist' | 'supervisor';

/** What the gateway says about a signed-in person. */
export interface Profile {
  readonly employeeId: string;
  readonly displayName: string;
  readonly position: string;
  readonly department: string;
  readonly role: Role;
  /** Ids of the teams this person works in or supervises. */
  readonly teams: readonly string[];
  readonly permissions: readonly string[];
  readonly trackerProfileUrl: string | null;
}

/** Whether the directory granted this permission. */
export function can(profile: Profile, permission: string): boolean {
  return profile.permissions.includes(permission);
}

/** Whether this person takes tickets of the team: its specialist or its supervisor. */
export function works(profile: Profile, team: string): boolean {
  switch (profile.role) {
    case 'employee':
      return false;
    case 'specialist':
    case 'supervisor':
      return profile.teams.includes(team);
  }
}

/** Whether this person may reassign, set off shift and see the figures of the team. */
export function supervises(profile: Profile, team: string): boolean {
  return profile.role === 'supervisor' && profile.teams.includes(team);
}
