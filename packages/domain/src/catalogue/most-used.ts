import { type Catalogue, type Department, otherTypeId, type RequestType } from './catalogue.ts';

/**
 * The request types to show first: most often filed, then by the catalogue's guess, then in its order. Never the
 * type for everything else, which has a button of its own.
 */
export function mostUsed(
  catalogue: Catalogue,
  counts: ReadonlyMap<string, number>,
  typesMax: number,
): readonly RequestType[] {
  const countOf = (type: RequestType) => counts.get(type.id) ?? 0;
  return catalogue.requestTypes
    .filter((type) => type.id !== otherTypeId)
    .sort((one, another) => countOf(another) - countOf(one) || another.popularity - one.popularity)
    .slice(0, typesMax);
}

export interface DepartmentTypes {
  readonly department: Department;
  readonly requestTypes: readonly RequestType[];
}

/** All request types under their departments, in the catalogue's order; departments without any are left out. */
export function typesByDepartment(catalogue: Catalogue): readonly DepartmentTypes[] {
  return catalogue.departments
    .map((department) => ({
      department,
      requestTypes: catalogue.requestTypes.filter((type) => type.department === department.id),
    }))
    .filter(({ requestTypes }) => requestTypes.length > 0);
}
