export const root: string;
export function runtimePath(): string;
