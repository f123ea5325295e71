// Package expo owns what is on show: editions with their days and phases, pavilions, exhibitors with their teams,
// products (goods and services), demonstrations, geographical indications and visitor information, and the import
// and export of exhibitors, products and booths. The venue, halls and booths are owned by expo/floor below it.
//
// It refuses to show what is not published to anyone but those who may work on it, to let a pavilion organiser touch
// another pavilion, and to write half an import: one file is one transaction.
//
// Tables: expo_edition, expo_day, expo_phase, expo_relation, expo_membership, expo_pavilion, expo_pavilion_hall,
// expo_category, expo_exhibitor, expo_exhibitor_category, expo_team_member, expo_product, expo_certificate,
// expo_picture, expo_demonstration, expo_gi, expo_gi_entry, expo_gi_user, expo_product_gi, expo_visitor_info,
// expo_mapping, expo_import.
//
// Words of the trade follow the venue's and the show's own regulations (hall, booth, standard booth of 3 m x 3 m,
// pavilion, Country of Honour, Special Partner, City of Charm); goods are classified by the WCO's Harmonized System,
// services by the UN's Central Product Classification 2.1.
package expo
