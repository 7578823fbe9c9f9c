/** Everybody here is invented. */
export interface Person {
  readonly id: number
  readonly username: string
  readonly firstName: string
  readonly lastName: string
  /** As the gradebook shows it; empty for nobody's number. */
  readonly idNumber: string
  readonly role: 'editingteacher' | 'teacher' | 'student'
  readonly groups: readonly number[]
  readonly enrolled: boolean
}

export interface Group {
  readonly id: number
  readonly name: string
  readonly idNumber: string
}

export const groups: readonly Group[] = [
  { id: 71, name: 'Monday observers', idNumber: 'MON' },
  { id: 72, name: 'Gruppe Süd / Größe 1', idNumber: 'SUD' },
]

const student = { role: 'student', enrolled: true } as const

export const teacher: Person = {
  id: 3,
  username: 'isorensen',
  firstName: 'Ingrid',
  lastName: 'Sørensen',
  idNumber: 'STAFF-17',
  role: 'editingteacher',
  groups: [],
  enrolled: true,
}

export const tutor: Person = {
  id: 4,
  username: 'kmensah',
  firstName: 'Kofi',
  lastName: 'Mensah',
  idNumber: 'STAFF-23',
  role: 'teacher',
  groups: [],
  enrolled: true,
}

export const students: readonly Person[] = [
  {
    ...student,
    id: 5,
    username: 's1001',
    firstName: 'Zuzanna',
    lastName: 'Łękawska-Żądło',
    idNumber: 'AST-1001',
    groups: [71],
  },
  {
    ...student,
    id: 6,
    username: 's1002',
    firstName: 'Ελένη',
    lastName: 'Καραγιάννη',
    idNumber: 'AST-1002',
    groups: [71],
  },
  {
    ...student,
    id: 7,
    username: 's1003',
    firstName: 'Дарья',
    lastName: 'Соколова',
    idNumber: 'AST-1003',
    groups: [71, 72],
  },
  { ...student, id: 8, username: 's1004', firstName: 'ليلى', lastName: 'الحداد', idNumber: 'AST-1004', groups: [72] },
  { ...student, id: 9, username: 's1005', firstName: 'נועם', lastName: 'ברק', idNumber: 'AST-1005', groups: [72] },
  { ...student, id: 10, username: 's1006', firstName: '雨桐', lastName: '林', idNumber: 'AST-1006', groups: [71] },
  {
    ...student,
    id: 11,
    username: 's1007',
    firstName: 'Niamh',
    lastName: "O'Dálaigh",
    idNumber: 'AST-1007',
    groups: [72],
  },
  {
    ...student,
    id: 12,
    username: 's1008',
    firstName: 'Wilhelmine Henriette Adelgunde',
    lastName: 'Freifrau von und zu Sternberg-Falkenau-Hohenlichtenau-Oberschwarzenbach auf Unterweidenfels',
    idNumber: 'AST-1008',
    groups: [72],
  },
  {
    ...student,
    id: 13,
    username: 's1009',
    firstName: 'Ana "Nani"',
    lastName: 'Sousa/Prates',
    idNumber: 'AST-1009',
    groups: [71],
  },
  { ...student, id: 14, username: 's1010', firstName: 'Alex', lastName: 'Kim', idNumber: 'AST-1010', groups: [71] },
  { ...student, id: 15, username: 's1011', firstName: 'Alex', lastName: 'Kim', idNumber: 'AST-1011', groups: [72] },
  { ...student, id: 16, username: 's1012', firstName: 'Priya', lastName: 'Raghunathan', idNumber: '', groups: [] },
  {
    ...student,
    id: 17,
    username: 's1013',
    firstName: 'Meera',
    lastName: 'Fernández Ibáñez',
    idNumber: 'AST-1013',
    groups: [71],
  },
  {
    ...student,
    id: 18,
    username: 's1014',
    firstName: 'Jonas',
    lastName: 'Weber',
    idNumber: 'AST-1014',
    groups: [],
    enrolled: false,
  },
]
