// Package floor owns the ground of an edition: the venue, its halls, what is fixed in them (aisles, exits, columns,
// blocked and service areas) and the booths with their allocation.
//
// # What it refuses
//
// A booth outside its hall, over another booth or over a fixed area, higher than the hall allows, a standard booth that
// is not made of 3 m x 3 m units, a code that is taken; two exhibitors on one booth without a share; a booth of a
// pavilion for another pavilion's exhibitor; moving a confirmed booth; removing one that is held or taken.
//
// # Plan
//
// Lengths are whole centimetres from the hall's own origin, X to the right, Y down. Geometry is exact. Every write that
// changes geometry first raises the hall's plan_version, so that two of them in one hall run one after the other on
// PostgreSQL too. The corner flag is a fact of the plan and never typed: a booth is a corner booth if two neighbouring
// sides touch neither another booth nor the hall's wall. It is computed when the booth or one beside it is written.
//
// # Allocation
//
//	available -> held -> reserved -> confirmed        available -> blocked
//
// A hold lasts 72 hours unless told otherwise, at most 30 days, and ends by itself: every read and every write takes a
// hold whose time has come for an available booth, and ExpireHolds writes what time has done. Only the holder turns
// a hold into a reservation. Changes of state are conditional on the version that was read, so that of two organisers
// who take one booth exactly one wins. A pavilion's booth is for exhibitors of that pavilion; an organiser of the
// edition may also give it to an exhibitor without any pavilion. A booth without a pavilion is for anybody.
//
// The public sees a booth as free or taken, and its exhibitor once the booth is confirmed and the exhibitor published.
//
// Tables: expo_venue, expo_hall, expo_area, expo_booth, expo_booth_share. It reads expo_pavilion and expo_exhibitor,
// which belong to package expo above it.
//
// Sources: the rules of the 17th China-ASEAN Expo for booth design and set-up (eng.caexpo.org, booth-design-setup):
// standard booth 3 m x 3 m, heights of 6 m and 6.5 m by section, 4.5 m at a wall; floor loads of the Nanning
// International Convention and Exhibition Centre (eng.nicec.cn).
package floor
