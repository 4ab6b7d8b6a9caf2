let byName: ReadonlyMap<string, string> | undefined;

/** What a variable of every Windows machine holds, `~` for the home directory; undefined for any other. */
export function readEnvironment(name: string): string | undefined {
  byName ??= new Map(
    Object.entries({
      userprofile: "~",
      home: "~",
      appdata: "~\\AppData\\Roaming",
      localappdata: "~\\AppData\\Local",
      temp: "~\\AppData\\Local\\Temp",
      tmp: "~\\AppData\\Local\\Temp",
      systemdrive: "C:",
      homedrive: "C:",
      homepath: "\\Users\\me",
      systemroot: "C:\\Windows",
      windir: "C:\\Windows",
      programfiles: "C:\\Program Files",
      "programfiles(x86)": "C:\\Program Files (x86)",
      programdata: "C:\\ProgramData",
      allusersprofile: "C:\\ProgramData",
      public: "C:\\Users\\Public",
      comspec: "C:\\Windows\\System32\\cmd.exe",
    }),
  );
  return byName.get(name.toLowerCase());
}
