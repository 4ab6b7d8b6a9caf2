/** Why an engine could not do its work: one clause, which quotes nothing that the engine was given or said. */
export class EngineFailure extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "EngineFailure";
  }
}
