import type { Flavour } from '@desk/jira-simulator';

export const flavours = ['cloud', 'data-center'] as const satisfies readonly Flavour[];
