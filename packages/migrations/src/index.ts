export { type ApplyMigrationsOptions, applyMigrations } from './apply-migrations.ts';
export { type DiffSchemaOptions, diffSchema, type SchemaDifference } from './diff-schema.ts';
