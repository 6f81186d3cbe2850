/** Whether a part that the bot can do without for a while answers. `unknown`: nothing has been asked of it yet. */
export type PartState = 'up' | 'down' | 'unknown';

export type PartName = 'redis' | 'gateway' | 'telegram';

export type Parts = Readonly<Record<PartName, PartState>>;

/** `away`: the database does not answer; `behind`: it lacks migrations that this version was written for. */
export type SchemaState = 'current' | 'behind' | 'away';

/** `migrations`: the names of those that this version comes with. */
export type CheckSchema = (migrations: readonly string[]) => Promise<SchemaState>;
