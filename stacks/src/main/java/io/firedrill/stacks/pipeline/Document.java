package io.firedrill.stacks.pipeline;

import java.util.List;

/** Something that the model should know. */
record Document(int id, String title, String text) {
    /** What a fresh database is filled with. */
    static final List<Document> ALL = List.of(
            new Document(
                    1, "Exits", "Every floor has two fire exits: one at each end of the corridor, below a green sign."),
            new Document(2, "Alarm", "When the alarm sounds, stop work, leave at once and close the doors behind you."),
            new Document(
                    3, "Assembly point", "Everybody meets at the assembly point in the car park and is counted there."),
            new Document(4, "Lifts", "Never use a lift in a fire: take the stairs, and keep to the right."),
            new Document(5, "Extinguishers", "An extinguisher hangs beside each exit; use it only on a small fire."),
            new Document(6, "Drills", "A drill is held twice a year and is never announced; times are written down."),
            new Document(7, "Wardens", "Each floor has a warden, who is the last to leave and checks every room."),
            new Document(
                    8, "Smoke", "Stay low in smoke, where the air is clearer, and feel doors before you open them."),
            new Document(
                    9, "Helping others", "Help those who cannot take the stairs to the refuge and tell the warden."),
            new Document(10, "All clear", "Nobody goes back in before the warden in charge gives the all clear."));
}
