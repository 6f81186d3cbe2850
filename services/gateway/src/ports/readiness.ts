/** Whether a part that the gateway can do without for a while answers. `unknown`: nothing has been asked of it yet. */
export type PartState = 'up' | 'down' | 'unknown';

export type PartName = 'tracker' | 'directory' | 'bot';

export type Parts = Readonly<Record<PartName, PartState>>;

/** `away`: the database does not answer; `behind`: it lacks migrations that this version was written for. */
export type SchemaState = 'current' | 'behind' | 'away';
