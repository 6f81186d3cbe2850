/**
 * How the contract of a peer stands to ours. `minor`: they work together, in either order. `older` and `newer`: theirs
 * is of another major version, and they do not. `unreadable`: it is no version at all.
 */
export type ContractMatch = 'same' | 'minor' | 'older' | 'newer' | 'unreadable';

/** Versions are `major.minor`. */
export function compareContracts(ours: string, theirs: string): ContractMatch {
  const [our, their] = [majorOf(ours), majorOf(theirs)];
  if (our === null || their === null) return 'unreadable';
  if (our !== their) return their < our ? 'older' : 'newer';
  return ours === theirs ? 'same' : 'minor';
}

function majorOf(version: string): number | null {
  const major = /^(\d{1,4})[.]\d{1,4}$/.exec(version)?.[1];
  return major === undefined ? null : Number(major);
}
